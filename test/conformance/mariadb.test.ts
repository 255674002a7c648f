import { describeWith } from '../support/engines.js'
import type { Database } from './databases/pair.js'
import { describeExample, missingFor } from './databases/suite.js'

const database: Database = {
  example: 'mariadb',
  dump: 'mariadb.sql.gz',
  user: 'mysql',
  fill: `
    CREATE TABLE maker (id int PRIMARY KEY, name varchar(99) NOT NULL);
    CREATE TABLE thing (id int AUTO_INCREMENT PRIMARY KEY, maker int, name varchar(99) UNIQUE,
      picture longblob, made datetime(6) DEFAULT '2026-02-28 23:59:59.123456', price decimal(12, 3),
      FOREIGN KEY (maker) REFERENCES maker (id));
    INSERT INTO maker VALUES (1, 'Ærø'), (2, '株式会社'), (3, '');
    INSERT INTO thing (maker, name, picture, price) VALUES
      (1, 'tab	and \\\\ backslash', x'0001ff', 0.1), (2, 'clef 𝄞, quote '' and "', NULL, NULL),
      (NULL, NULL, unhex(repeat('00ff27', 1000000)), 123456789.125);
    CREATE VIEW priced AS SELECT thing.name, maker.name AS maker FROM thing JOIN maker
      ON maker.id = thing.maker WHERE price IS NOT NULL;
    CREATE SEQUENCE ticket START WITH 41 INCREMENT BY 7 NOCACHE;
    SELECT nextval(ticket);
    CREATE TRIGGER shout BEFORE INSERT ON maker FOR EACH ROW SET NEW.name = upper(NEW.name);
    CREATE PROCEDURE hello() SELECT 'hello';
  `,
  change: `
    INSERT INTO thing (maker, name, picture) VALUES
      (1, concat('more ', nextval(ticket)), unhex(md5(rand())));
    UPDATE thing SET price = coalesce(price, 0) + 1 WHERE id = 1;
    DELETE FROM thing WHERE id > 3 ORDER BY id LIMIT 1;
  `,
  rows: `
    SELECT * FROM maker ORDER BY id;
    SELECT id, maker, name, length(picture), sha2(picture, 256), made, price FROM thing ORDER BY id;
    SELECT * FROM priced ORDER BY name;
    SELECT next_not_cached_value FROM ticket;
    SELECT auto_increment FROM information_schema.tables WHERE table_name = 'thing';
    SELECT trigger_name, action_statement FROM information_schema.triggers
      WHERE trigger_schema = database();
    CALL hello();
  `,
  hold: `LOCK TABLES thing WRITE; SELECT 'held';\n`,
  grow: (mebibytes) => `
    CREATE TABLE grown AS SELECT seq, random_bytes(1024) AS noise
      FROM seq_1_to_${mebibytes * 1024};`,
  disk: 280,
  installed(options) {
    const { 'data-directory': data, location, output, database } = options('mariadb-options')
    return {
      data: data!,
      server: options('mariadb-service')['output']!,
      client: [
        `${location}/bin/mariadb`,
        ...[`--defaults-file=${output}`, '--batch', '--skip-column-names', '--unbuffered'],
        database!,
      ],
    }
  },
  fallbackServes: false,
}

describeWith(
  missingFor(['/usr/sbin/mariadbd', '/usr/bin/rdiff-backup']),
  'examples/mariadb',
  () => {
    describeExample(database)
  },
)
