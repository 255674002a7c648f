import { describeWith } from '../support/engines.js'
import type { Database } from './databases/pair.js'
import { describeExample, missingFor } from './databases/suite.js'

const database: Database = {
  example: 'postgres',
  dump: 'postgres.dump.gz',
  user: 'postgres',
  fill: `
    CREATE TABLE maker (id integer PRIMARY KEY, name text NOT NULL);
    CREATE TABLE thing (id serial PRIMARY KEY, maker integer REFERENCES maker, name text UNIQUE,
      picture bytea, made timestamptz DEFAULT '2026-02-28 23:59:59.123456+00', price numeric(12, 3));
    INSERT INTO maker VALUES (1, 'Ærø'), (2, '株式会社'), (3, '');
    INSERT INTO thing (maker, name, picture, price) VALUES
      (1, 'tab	and \\ backslash', '\\x0001ff', 0.1), (2, 'clef 𝄞, quote '' and "', NULL, NULL),
      (NULL, NULL, decode(repeat('00ff27', 1000000), 'hex'), 123456789.125);
    CREATE VIEW priced AS SELECT thing.name, maker.name AS maker FROM thing JOIN maker
      ON maker.id = thing.maker WHERE price IS NOT NULL;
    CREATE SEQUENCE ticket START 41 INCREMENT 7;
    SELECT nextval('ticket');
    CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$;
    CREATE TRIGGER shout BEFORE INSERT ON maker FOR EACH ROW EXECUTE FUNCTION shout();
  `,
  change: `
    INSERT INTO thing (maker, name, picture) VALUES
      (1, 'more ' || nextval('ticket'), decode(md5(random()::text), 'hex'));
    UPDATE thing SET price = coalesce(price, 0) + 1 WHERE id = 1;
    DELETE FROM thing WHERE id = (SELECT max(id) - 3 FROM thing) AND id > 3;
  `,
  rows: `
    SELECT * FROM maker ORDER BY id;
    SELECT id, maker, name, length(picture), sha256(picture), made, price FROM thing ORDER BY id;
    SELECT * FROM priced ORDER BY name;
    SELECT last_value, is_called FROM ticket;
    SELECT last_value, is_called FROM thing_id_seq;
    SELECT tgname FROM pg_trigger WHERE NOT tgisinternal;
  `,
  hold: `BEGIN; LOCK TABLE thing IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n`,
  grow: (mebibytes) => `
    CREATE TABLE grown AS SELECT g, (SELECT string_agg(sha512((g * 16 + i)::text::bytea), '')
      FROM generate_series(1, 16) AS i) AS noise FROM generate_series(1, ${mebibytes * 1024}) AS g;`,
  disk: 110,
  installed(options) {
    const { 'bin-directory': bin, 'socket-directory': socket, user, database } = options('postgres')
    return {
      data: options('postgres')['data-directory']!,
      server: options('postgres')['output']!,
      client: [
        `${bin}/psql`,
        ...['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'],
        ...[`--host=${socket}`, `--username=${user}`, database!],
      ],
    }
  },
  fallbackServes: true,
}

describeWith(
  missingFor(['/usr/lib/postgresql', '/usr/bin/rdiff-backup']),
  'examples/postgres',
  () => {
    describeExample(database)
  },
)
