import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { filesOf, keep, type Database } from './databases/pair.js'
import { describeExample, missingFor } from './databases/suite.js'
import { until, type Outcome } from '../support/partition.js'

/** What arrives as it was, though it names another database. */
const asBefore = 'nextval(`elsewhere`.`number`)\t1\telsewhere'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

const database: Database = {
  example: 'mariadb',
  dump: 'mariadb.sql.gz',
  beside: ['backup.rows', 'code.sql.gz', 'rights.sql.gz'],
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

    CREATE TABLE worth (id int, value float(10, 4), exact double, text varchar(9) CHARACTER SET koi8r)
      WITH SYSTEM VERSIONING;
    INSERT INTO worth VALUES (1, 123456.7891, 4.9e-324, 'жук'), (2, 99999.9999, 0.1, '');
    UPDATE worth SET value = 654321.9876 WHERE id = 1;

    SET sql_mode = 'ALLOW_INVALID_DATES';
    CREATE TABLE day (d date DEFAULT '2026-02-30', e datetime, f timestamp NULL);
    INSERT INTO day VALUES (DEFAULT, '2026-04-31 12:00', NULL), ('2026-00-00', '0000-00-00', 20260329033000);
    SET sql_mode = DEFAULT;
    CREATE FUNCTION twice(a int) RETURNS int RETURN 2 * a;
    CREATE VIEW doubled AS SELECT twice(id) AS id FROM maker;
    SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES', collation_connection = utf8mb4_bin;
    DELIMITER //
    CREATE FUNCTION "odd	\\ \`
      '" (a text) RETURNS text COMMENT 'it''s ;;' BEGIN RETURN '\\'';; 𝄞
      ' || a; END//
    SET sql_mode = ORACLE//
    CREATE PACKAGE parcel AS FUNCTION one RETURN int; END//
    CREATE PACKAGE BODY parcel AS FUNCTION one RETURN int AS BEGIN RETURN 1; END; END//
    DELIMITER ;
    SET sql_mode = DEFAULT;
    SET NAMES latin1;
    CREATE FUNCTION latin() RETURNS varchar(9) RETURN 'é';
    SET NAMES utf8mb4;
    CREATE TRIGGER later BEFORE INSERT ON maker FOR EACH ROW SET NEW.name = concat(NEW.name, 1);
    CREATE TRIGGER sooner BEFORE INSERT ON maker FOR EACH ROW PRECEDES later
      SET NEW.name = concat(NEW.name, 2);
    SET time_zone = '+05:30';
    INSERT INTO mysql.time_zone VALUES (1, 'N');
    INSERT INTO mysql.time_zone_name VALUES ('Here/There', 1);
    INSERT INTO mysql.time_zone_transition_type VALUES (1, 0, 4321, 0, 'HT');
    INSERT INTO mysql.time_zone_transition VALUES (1, 0, 0);
    SET time_zone = 'Here/There';
    CREATE EVENT there ON SCHEDULE EVERY 1 YEAR STARTS '2030-01-01' DO SELECT 1;
    SET time_zone = '+05:30';
    CREATE EVENT \`;;\` ON SCHEDULE EVERY 1 YEAR STARTS '2030-01-01' COMMENT ';;' DO SELECT ';;';
    SET time_zone = DEFAULT;

    CREATE TABLE timed (a int, s timestamp(6) GENERATED ALWAYS AS ROW START, e timestamp(6) GENERATED ALWAYS AS ROW END,
      PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING;
    INSERT INTO timed (a) VALUES (1);
    UPDATE timed SET a = 2;

    CREATE USER \`app user\`@localhost IDENTIFIED BY 'secret';
    CREATE ROLE clerk;
    CREATE TABLE gone (id int);
    GRANT ALL ON application.* TO \`app user\`@localhost;
    GRANT SELECT ON gone TO \`app user\`@localhost;
    GRANT SELECT (id), SHOW VIEW ON maker TO clerk;
    GRANT EXECUTE ON PROCEDURE hello TO PUBLIC;
    DROP TABLE gone;
    CREATE DEFINER=\`app user\`@localhost VIEW mine AS SELECT * FROM maker;
    CREATE USER \`all over\`@localhost;
    GRANT ALL ON *.* TO \`all over\`@localhost WITH GRANT OPTION;
    CREATE DEFINER=\`all over\`@localhost VIEW theirs AS SELECT * FROM mine;
    CREATE VIEW over_theirs AS SELECT * FROM theirs;
    CREATE VIEW over_mine AS SELECT * FROM mine;
    CREATE DEFINER=clerk VIEW ids AS SELECT id FROM maker;
    CREATE ROLE inner_role;
    CREATE ROLE outer_role;
    GRANT SELECT ON maker TO inner_role;
    GRANT inner_role TO outer_role;
    CREATE DEFINER=outer_role VIEW names AS SELECT name FROM maker;
    CREATE TABLE fewer (a int, b int);
    INSERT INTO fewer VALUES (1, 2);
    GRANT SELECT (a, b), INSERT (a) ON fewer TO clerk;
    CREATE DEFINER=clerk VIEW one AS SELECT a FROM fewer;
    ALTER TABLE fewer DROP COLUMN b;
    CREATE VIEW z AS SELECT * FROM maker WHERE id > 0 WITH CHECK OPTION;
    CREATE VIEW a AS SELECT * FROM z WHERE id < 9 WITH CHECK OPTION;
    SET NAMES latin1;
    CREATE VIEW latin_view AS SELECT 'é' AS \`é\`;
    SET NAMES utf8mb4;
    SET timestamp = 1;
    CREATE EVENT past ON SCHEDULE AT '2001-01-01' DO SELECT 1;
    SET timestamp = DEFAULT;
    CREATE SEQUENCE turn MAXVALUE 3 NOCACHE CYCLE;
    DO nextval(turn), nextval(turn), nextval(turn), nextval(turn);
    CREATE DEFINER=\`app user\`@localhost TRIGGER more BEFORE INSERT ON worth
      FOR EACH ROW SET NEW.value = NEW.value + 1;

    CREATE TABLE \`less'\` (a int, \`b\`\`'\` int, c text, FULLTEXT (c), d int) WITH SYSTEM VERSIONING;
    INSERT INTO \`less'\` VALUES (1, 2, 'three', 4);
    UPDATE \`less'\` SET a = 2;
    CREATE TRIGGER less_new BEFORE INSERT ON \`less'\` FOR EACH ROW SET NEW.\`b\`\`'\` = NEW.d;
    SET sql_mode = 'ORACLE';
    CREATE TRIGGER less_old AFTER UPDATE ON "less'" FOR EACH ROW SET @d = :OLD.d;
    SET sql_mode = DEFAULT, system_versioning_alter_history = KEEP;
    ALTER TABLE \`less'\` DROP COLUMN \`b\`\`'\`, DROP COLUMN d;
    CREATE SEQUENCE spent;
    CREATE TABLE left_over (a int DEFAULT nextval(spent), b varchar(99) DEFAULT 'nextval(\`x\`.\`y\`)');
    INSERT INTO left_over VALUES (DEFAULT, DEFAULT);
    DROP SEQUENCE spent;
    CREATE TABLE emptied (a int);
    CREATE PROCEDURE asks() SELECT b FROM emptied JOIN nowhere;
    CREATE EVENT asks ON SCHEDULE EVERY 1 YEAR DO INSERT INTO nowhere SELECT b FROM emptied;
    CREATE TRIGGER asks BEFORE INSERT ON emptied FOR EACH ROW INSERT INTO nowhere SELECT b FROM emptied;
    CREATE ROLE left_role;
    CREATE DEFINER=left_role TRIGGER of_left BEFORE INSERT ON emptied FOR EACH ROW SET NEW.a = 1;
    CREATE DEFINER=left_role PROCEDURE of_left() SELECT 1;
    CREATE DEFINER=left_role VIEW of_left AS SELECT 1 AS a;
    DROP ROLE left_role;
    CREATE ROLE only_role;
    CREATE DEFINER=only_role PROCEDURE of_only() SELECT 1;

    CREATE USER Bob@localhost, bob@localhost;
    GRANT ALL ON application.* TO Bob@localhost;
    GRANT SELECT, INSERT, UPDATE, TRIGGER ON application.* TO bob@localhost;
    CREATE TABLE cased (id int PRIMARY KEY, of varchar(9));
    CREATE DEFINER=Bob@localhost TRIGGER of_one BEFORE INSERT ON cased FOR EACH ROW SET NEW.of = concat(NEW.of, 'B');
    CREATE DEFINER=bob@localhost TRIGGER of_other BEFORE INSERT ON cased FOR EACH ROW SET NEW.of = concat(NEW.of, 'b');
    CREATE VIEW V AS SELECT a AS x FROM fewer;
    CREATE VIEW v AS SELECT a AS y FROM fewer;
    CREATE VIEW ve AS SELECT x FROM V;
    CREATE VIEW \`vé\` AS SELECT y FROM v;
    SET sql_mode = 'NO_UNSIGNED_SUBTRACTION';
    CREATE TABLE less (a int unsigned, b int unsigned, c bigint AS (a - b) STORED);
    INSERT INTO less (a, b) VALUES (1, 2);
    SET sql_mode = DEFAULT;
    DELIMITER //
    CREATE AGGREGATE FUNCTION last_of(a int) RETURNS int DETERMINISTIC BEGIN
      DECLARE last int; DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN last;
      LOOP FETCH GROUP NEXT ROW; SET last = a; END LOOP; END//
    DELIMITER ;
    CREATE FUNCTION bang() RETURNS char(1) DETERMINISTIC RETURN '!';
    CREATE VIEW with_functions AS SELECT last_of(id), name LIKE 'x' ESCAPE bang() FROM maker;
    SET sql_mode = 'ORACLE';
    CREATE VIEW with_package AS SELECT parcel.one() AS one;
    GRANT EXECUTE ON PACKAGE parcel TO clerk;
    SET sql_mode = DEFAULT;
  `,
  change: `
    INSERT INTO thing (maker, name, picture) VALUES
      (1, concat('more ', nextval(ticket)), unhex(md5(rand())));
    UPDATE thing SET price = coalesce(price, 0) + 1 WHERE id = 1;
    UPDATE worth SET value = value + 0.25 WHERE id = 2;
    DELETE FROM thing WHERE id > 3 ORDER BY id LIMIT 1;
  `,
  rows: `
    SELECT * FROM maker ORDER BY id;
    SELECT id, maker, name, length(picture), sha2(picture, 256), made, price FROM thing ORDER BY id;
    SELECT * FROM priced ORDER BY name;
    SELECT next_not_cached_value FROM ticket;
    SELECT auto_increment FROM information_schema.tables WHERE table_name = 'thing';
    SELECT trigger_name, action_order, action_statement, sql_mode, character_set_client,
      collation_connection, database_collation, definer FROM information_schema.triggers
      WHERE trigger_schema = database() ORDER BY trigger_name;
    SELECT db, name, type, sql_mode, hex(param_list), hex(\`returns\`), hex(body), definer, hex(comment),
      character_set_client, collation_connection, db_collation
      FROM mysql.proc WHERE db = database() ORDER BY name, type;
    SELECT name, hex(body), definer, starts, time_zone, hex(comment), status, sql_mode
      FROM mysql.event ORDER BY name;
    SELECT * FROM day;
    SELECT * FROM doubled ORDER BY id;
    SELECT * FROM information_schema.schemata WHERE schema_name = database();
    CALL hello();
    SELECT id, value, exact, hex(text), row_start, row_end FROM worth FOR SYSTEM_TIME ALL
      ORDER BY id, row_start;
    SELECT * FROM timed FOR SYSTEM_TIME ALL ORDER BY s;
    SELECT * FROM mine ORDER BY id;
    SELECT * FROM ids ORDER BY id;
    SELECT * FROM names ORDER BY name;
    SELECT * FROM one;
    SELECT table_name, hex(view_definition), check_option, definer, character_set_client, collation_connection
      FROM information_schema.views WHERE table_schema = database() ORDER BY BINARY table_name;
    SELECT user, json_value(priv, '$.is_role') FROM mysql.global_priv WHERE user LIKE '%_role' ORDER BY user;
    SELECT * FROM turn;
    START TRANSACTION;
    INSERT INTO worth (id, value) VALUES (7, 1);
    SELECT value FROM worth WHERE id = 7;
    INSERT INTO cased VALUES (1, '');
    SELECT * FROM cased;
    ROLLBACK;
    SELECT * FROM \`vé\`;
    SELECT * FROM ve;
    SELECT * FROM less;
    SELECT * FROM with_package;
    SELECT * FROM information_schema.schema_privileges WHERE grantee NOT LIKE '%resilient.reader%'
      ORDER BY BINARY grantee, privilege_type;
    SELECT * FROM information_schema.column_privileges WHERE column_name <> 'b'
      ORDER BY table_name, column_name, privilege_type;
    SELECT user, proc_priv, routine_name, routine_type FROM mysql.procs_priv ORDER BY routine_name;
    SELECT * FROM over_mine ORDER BY id;
    SELECT * FROM over_theirs ORDER BY id;
    SHOW GRANTS FOR \`all over\`@localhost;
    SELECT convert_tz('2030-01-01', 'Here/There', '+00:00');
    SHOW CREATE TABLE \`less'\`;
    SELECT * FROM left_over;
    SHOW CREATE TABLE left_over;
    SELECT *, row_start, row_end FROM \`less'\` FOR SYSTEM_TIME ALL ORDER BY row_start;
  `,
  besides: `
    INSERT INTO mysql.time_zone_name VALUES ${numbers(600)
      .map((at) => `('Some/Zone${at}', 2)`)
      .join()};
    INSERT INTO mysql.time_zone_transition VALUES ${numbers(5000)
      .map((at) => `(2, ${at * at}, 0)`)
      .join()};`,
  hold: `LOCK TABLES thing WRITE; SELECT 'held';\n`,
  grow: (mebibytes) => `
    CREATE TABLE grown AS SELECT seq, random_bytes(1024) AS noise
      FROM seq_1_to_${mebibytes * 1024};`,
  inexact: {
    make: `
      CREATE DATABASE elsewhere;
      CREATE TABLE elsewhere.kept (a int);
      CREATE TABLE page (a int) ENGINE=MyISAM;
      CREATE TABLE path (a varchar(9) CHARACTER SET sjis);
      INSERT INTO path VALUES (_sjis x'5c');
      CREATE TABLE price (a float, b float(10, 4), c double, d float AS (a * 2));
      INSERT INTO price (a) VALUES (16777215);
      CREATE TABLE session (a int) ENGINE=MEMORY;
      INSERT INTO session VALUES (1);
      CREATE TABLE step (a int, s bigint unsigned GENERATED ALWAYS AS ROW START,
        e bigint unsigned GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e))
        WITH SYSTEM VERSIONING;
      INSERT INTO step (a) VALUES (1);
      UPDATE step SET a = 2;
      CREATE PROCEDURE elsewhere.run() SELECT 1;
      CREATE SEQUENCE elsewhere.number;
      CREATE TABLE elsewhere.parent (a int PRIMARY KEY);
      INSERT INTO elsewhere.parent VALUES (1);
      CREATE TABLE child (a int REFERENCES elsewhere.parent (a));
      INSERT INTO child VALUES (1);
      CREATE TABLE numbered (a int DEFAULT nextval(elsewhere.number), b int);
      INSERT INTO numbered (b) VALUES (7);
      CREATE TRIGGER numbered BEFORE INSERT ON numbered
        FOR EACH ROW SET NEW.b = (SELECT max(a) FROM elsewhere.kept);
      CREATE VIEW far AS SELECT '\\'' AS quote, a FROM elsewhere.kept;
      CREATE VIEW farther AS SELECT a FROM far;
      CREATE VIEW near AS SELECT elsewhere.a, ' \`elsewhere\`.\`kept\`' AS b FROM child AS elsewhere;
      CREATE DATABASE Mysql;
      CREATE TABLE Mysql.kept (a int);
      CREATE TABLE choice (a enum('', 'a'));
      CREATE TABLE Far (a int);
      CREATE TABLE plan (at timestamp, day date AS (date(at)) PERSISTENT);
      CREATE TABLE hours (at timestamp, \`t\`\`s\` timestamp NULL, v varchar(20), a int, b int, c double,
        g datetime AS (at), h int AS (hour(at)) STORED INVISIBLE, i int AS (hour(g)) STORED,
        j int AS (hour(\`t\`\`s\`)) STORED, k date AS (v) STORED, l decimal(30, 15) AS (a / b) STORED,
        m int AS (year(v)) STORED, n date AS (a) STORED);
      CREATE TABLE exact (a int, c double, d date, v varchar(20), e date AS (d + INTERVAL a DAY) STORED,
        f varchar(99) AS (concat(a, ' / date ', v)) STORED, g double AS (c / c) STORED, h int AS (year(d)) STORED);
      CREATE TABLE moments (t time, n int, p varchar(20), at datetime,
        a datetime AS (t) STORED, b date AS (t) STORED, c int AS (t < at) STORED, d int AS (year(t)) STORED,
        e bigint AS (to_days(t)) STORED, f datetime AS (sec_to_time(n)) STORED, g varchar(50) AS (password(p)) STORED,
        h int AS (datediff(at, t)) STORED, i datetime AS (coalesce(at, t)) STORED, j date AS (last_day(t)) STORED,
        k int AS (if(t > at, 1, 2)) VIRTUAL, l int AS (hour(t)) STORED, m int AS (time_to_sec(t)) STORED,
        o time AS (t) STORED, q int AS (t < '10:00') STORED, KEY (k));
      CREATE TABLE shelf (a int);
      CREATE VIEW shelves AS SELECT * FROM shelf;
      DROP TABLE shelf;
      SET sql_mode = NO_BACKSLASH_ESCAPES;
      CREATE PROCEDURE slashed() COMMENT 'a\\\\b' SELECT 1;
      CREATE EVENT nightly ON SCHEDULE EVERY 1 YEAR COMMENT 'a\\\\b' DO SELECT 1;
      SET sql_mode = DEFAULT;
      CREATE TABLE mysql.kept (a int);
      CREATE VIEW mysql.seen AS SELECT 1;
      CREATE PROCEDURE sys.run() SELECT 1;
      INSERT INTO mysql.plugin VALUES ('far', 'far.so');
      CREATE SERVER far FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'far');
    `,
    undo: `DROP VIEW far, farther, near, shelves; DROP TABLE child, numbered, Far;
      DROP DATABASE elsewhere; DROP DATABASE Mysql;
      DROP TABLE choice, exact, hours, moments, plan, page, path, price, session, step;
      DROP TABLE mysql.kept; DROP VIEW mysql.seen; DROP PROCEDURE sys.run; DELETE FROM mysql.plugin;
      DROP SERVER far; DROP PROCEDURE slashed; DROP EVENT nightly;`,
    told: {
      'Mysql.kept': 'it is in another database',
      'application.Far':
        'its rows stay behind, since a view has its name but for case or accents: far',
      'application.child': 'it refers to another database',
      'application.choice': 'an empty member is not told from no member in a',
      'application.far': 'it asks for another database',
      'application.farther': 'it asks for another database',
      'application.hours': ['h', 'i', 'j', 'k', 'l', 'm', 'n']
        .map((column) => `computed anew, by the settings of a load: ${column}`)
        .join(', '),
      "application.less'": 'its history stays behind, since there are versions by transaction',
      'application.moments': ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']
        .map((column) => `computed anew, by the settings of a load: ${column}`)
        .join(', '),
      'application.nightly': 'its name or comment arrives changed',
      'application.numbered': 'what gives numbers to it is in another database',
      'application.page': 'MyISAM is not dumped as of one moment',
      'application.path': 'sjis is not what it was after utf8mb4 in a',
      'application.plan': 'computed anew, by the settings of a load: day',
      'application.price': 'FLOAT loses digits in a',
      'application.session': 'the rows of MEMORY stay behind',
      'application.shelves': 'the server can not show how it is made',
      'application.slashed': 'its name or comment arrives changed',
      'application.step': 'its history stays behind, since there are versions by transaction',
      'application.timed': 'its history stays behind, since there are versions by transaction',
      'application.worth': 'its history stays behind, since there are versions by transaction',
      'elsewhere.kept': 'it is in another database',
      'elsewhere.number': 'it is in another database',
      'elsewhere.parent': 'it is in another database',
      'elsewhere.run': 'it is in another database',
      'mysql.kept': 'it is in another database',
      'mysql.seen': 'it is in another database',
      'plugin.far': 'it is made by a library of this server',
      'server.far': 'what CREATE SERVER made stays behind',
      'sys.run': 'it is in another database',
    },
    seen: `
      SELECT (SELECT a + 0e0 FROM price), (SELECT hex(a) FROM path),
        (SELECT count(*) FROM session), (SELECT count(*) FROM step FOR SYSTEM_TIME ALL),
        (SELECT count(*) > 2 FROM worth FOR SYSTEM_TIME ALL),
        (SELECT count(*) FROM information_schema.tables WHERE table_schema = 'elsewhere'),
        (SELECT group_concat(table_name ORDER BY table_name) FROM information_schema.views
          WHERE table_name IN ('far', 'farther', 'near')),
        (SELECT concat(a, b) FROM numbered), (SELECT concat(a, b) FROM near), (SELECT column_default
          FROM information_schema.columns WHERE table_name = 'numbered' AND column_name = 'a'),
        (SELECT count(*) FROM information_schema.triggers WHERE trigger_name = 'numbered'),
        (SELECT unique_constraint_schema FROM information_schema.referential_constraints WHERE table_name = 'child'),
        -- Whoever a view runs as came too, but can't log in.
        (SELECT priv LIKE '%*%' FROM mysql.global_priv WHERE user = 'app user'),
        (SELECT json_value(priv, '$.account_locked') FROM mysql.global_priv
          WHERE user = 'app user');`,
    leader: `16777215\t5C\t1\t2\t1\t3\tfar,farther,near\t17\t1 \`elsewhere\`.\`kept\`\t${asBefore}\t1\tNULL\n`,
    fallback: `16777200\t815F\t0\t1\t0\t0\tnear\t17\t1 \`elsewhere\`.\`kept\`\t${asBefore}\t0\t1\n`,
  },
  disk: 280,
  installed(options) {
    const { 'data-directory': data, location, output, mark, database } = options('mariadb-options')
    return {
      data: data!,
      mark: mark!,
      made: 'mysql',
      server: options('mariadb-service')['output']!,
      client: [
        `${location}/bin/mariadb`,
        ...[`--defaults-file=${output}`, '--batch', '--skip-column-names', '--unbuffered'],
        database!,
      ],
      alive: options('mariadb-promise')['config-command']!,
    }
  },
  fallbackServes: false,
}

describeWith(
  missingFor(['/usr/sbin/mariadbd', '/usr/bin/rdiff-backup']),
  'examples/mariadb',
  () => {
    describeExample(database, (pair) => {
      it('names bytes that are not a character of their column, and carries them as ? where that is allowed', async () => {
        const { leader, fallback } = pair()
        const list = leader.partition.path('etc/allow-inexact-dump')
        const check = leader.partition.path('bin/dump-check')
        const nothing = readFileSync(list, 'utf8')
        const before = filesOf(leader.backup)
        await pair().ask(
          leader,
          `CREATE TABLE code (id int, \`a'\` varchar(9) CHARACTER SET ascii, b text CHARACTER SET latin7);
           INSERT INTO code VALUES (1, 'fine', 'fine'), (2, x'61ff', x'a1');`,
        )
        const told = "application.code: bytes that are no character in a'; not allowed"
        expect(await leader.partition.run(check)).toMatchObject({ status: 0 })
        expect((await pair().dump()).stderr).toContain(told)
        expect(filesOf(leader.backup)).toEqual(before)
        // The promise says what the export saw.
        expect((await leader.partition.run(check, ['recent'])).stdout).toContain(told)
        leader.partition.write(list, `${nothing}application.code`)
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        const rows = "SELECT hex(`a'`), hex(b) FROM code ORDER BY id;"
        expect(await pair().askLoaded(rows, fallback)).toBe('66696E65\t66696E65\n613F\tA1\n')
        leader.partition.write(list, nothing)
        await pair().ask(leader, 'DELETE FROM code WHERE id = 2;')
        // One that comes once the export has looked is seen after the dump.
        const looks = leader.partition.path('bin/dump-code')
        const program = readFileSync(looks, 'utf8')
        const insert = "INSERT INTO application.code VALUES (2, x'61ff', '')"
        const after = `mariadb --defaults-file=${leader.partition.path('etc/mariadb.cnf')} -e "${insert}"`
        writeFileSync(
          looks,
          program.replace(
            /^( *bytes\)[\s\S]*?)^ *;;$/m,
            `$1test -e '${looks}.once' || { ${after}; : >'${looks}.once'; }\n;;`,
          ),
        )
        try {
          const { status, stderr } = await pair().dump()
          expect(status).toBe(1)
          expect(stderr).toContain('what cannot be dumped changed while it was dumped')
        } finally {
          writeFileSync(looks, program)
        }
        await pair().ask(leader, 'DROP TABLE code;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        expect(await leader.partition.run(check, ['recent'])).toMatchObject({
          status: 0,
          stdout: '',
        })
      }, 120_000)

      it('names numbers that do not fit a width or scale which came later', async () => {
        const { leader } = pair()
        await pair().ask(
          leader,
          `CREATE TABLE price (id int PRIMARY KEY, f FLOAT, d DOUBLE, e DOUBLE, \`g'\` FLOAT(10,4), h DOUBLE(10,2) UNSIGNED);
           INSERT INTO price VALUES (1, 16777215, 12345678901.5, 1/3, 999999.9, 99999999.99), (2, 1.5, -12.34, 7, -5.4321, 0.01),
             (3, NULL, NULL, NULL, NULL, NULL);
           ALTER TABLE price MODIFY f FLOAT(10,4), MODIFY d DOUBLE(10,2), MODIFY e DOUBLE(10,4);`,
        )
        const told =
          'application.price: beyond the width or finer than the scale of f, d, e; not allowed'
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        expect(stderr).toContain(told)
        await pair().ask(
          leader,
          'UPDATE price SET f = 1000.0001, d = 0.1, e = 0.3333 WHERE id = 1;',
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(leader, 'DROP TABLE price;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 120_000)

      it('runs nothing with the rights of the server’s superuser, as views are asked for or made', async () => {
        const { leader, fallback } = pair()
        const [program, file, ...rest] = leader.client
        await pair().ask(
          leader,
          'CREATE USER eve@localhost; GRANT ALL ON application.* TO eve@localhost WITH GRANT OPTION;',
        )
        // None that takes text runs it: the functions see who runs them.
        const packages = [
          ['wrapped', ''],
          ['called', 'SQL SECURITY INVOKER'],
        ]
        const noted = `IF current_user() NOT LIKE 'resilient.reader@%' THEN
          INSERT INTO application.ran VALUES (current_user(), @@datadir); END IF;`
        const forms = [
          ...packages.map(([name]) => `'x' REGEXP ${name}.f()`),
          `1 IN (f(), f())`,
          `'x' REGEXP f()`,
          `regexp_substr('x', f())`,
          `interval(f(), 1, 2, 3, 4, 5, 6, 7, 8, 9)`,
          `truncate(1.5, f())`,
          `sha2('x', f())`,
          `a LIKE 'x' ESCAPE f()`,
          `substr(a, f())`,
        ]
        const made = await leader.partition.run(
          program!,
          [file!, '--user=eve', ...rest],
          `CREATE TABLE looked (a varchar(9));
           CREATE TABLE ran (by_whom varchar(99), at_server varchar(255));
           DELIMITER //
           CREATE FUNCTION f() RETURNS varchar(9) DETERMINISTIC SQL SECURITY INVOKER BEGIN
             IF current_user() LIKE 'root@%' THEN
               REPLACE INTO mysql.global_priv VALUES ('localhost', 'evil', '{"access":18446744073709551615}');
             END IF;
             ${noted}
             RETURN '1';
           END//
           SET sql_mode = 'ORACLE'//
           ${packages
             .map(
               ([name, how]) => `
           CREATE PACKAGE ${name} ${how} AS FUNCTION f RETURN varchar2(9) DETERMINISTIC; END//
           CREATE PACKAGE BODY ${name} ${how} COMMENT 'it''s
    SQL SECURITY INVOKER
' AS FUNCTION f RETURN varchar2(9) DETERMINISTIC AS BEGIN ${noted} RETURN application.f(); END; END//`,
             )
             .join('\n')}
           ${forms
             .map(
               (form, at) => `
           CREATE ${at < packages.length ? '' : 'SQL SECURITY INVOKER'} VIEW looked${at} AS SELECT ${form} AS a FROM looked//
           CREATE SQL SECURITY INVOKER VIEW again${at} AS SELECT a FROM looked${at}//`,
             )
             .join('\n')}
           GRANT SELECT (a) ON looked6 TO eve@localhost//`,
        )
        expect(made).toMatchObject({ stderr: '', status: 0 })
        const evil = "SELECT count(*) FROM mysql.global_priv WHERE user = 'evil';"
        const views = `${evil} SELECT user FROM mysql.global_priv WHERE user LIKE 'resilient.loader';
          SELECT table_name, definer, view_definition FROM information_schema.views
            WHERE table_name LIKE 'looked%' OR table_name LIKE 'again%' ORDER BY table_name;
          SELECT name, definer, body FROM mysql.proc WHERE name IN ('f', 'wrapped', 'called') ORDER BY name, type;`
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        const seen = await pair().ask(leader, views)
        expect(seen).toMatch(/^0\n/)
        expect(seen.match(/^(looked|again)/gm)).toHaveLength(2 * forms.length)
        expect(await pair().askLoaded(views, fallback)).toBe(seen)
        // Nor with those of who wrote it: there it runs as on the leader, from a takeover on.
        const ran = "SELECT count(*), coalesce(sum(at_server LIKE '%.new/'), 0) FROM ran;"
        expect(await pair().askLoaded(ran, fallback)).toMatch(/^[1-9]\d*\t0\n$/)
        // The superuser would have run it.
        await pair().ask(
          leader,
          "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'application';",
        )
        expect(await pair().ask(leader, evil)).toBe('1\n')
        await pair().ask(
          leader,
          `DELETE FROM mysql.global_priv WHERE user = 'evil'; FLUSH PRIVILEGES;
           ${forms.map((_, at) => `DROP VIEW looked${at}, again${at};`).join('')}
           DROP FUNCTION f; DROP TABLE looked, ran; DROP USER eve@localhost;
           SET sql_mode = 'ORACLE'; DROP PACKAGE wrapped; DROP PACKAGE called;`,
        )
      }, 120_000)

      it('reads and writes no file for whoever may ask for one', async () => {
        const { leader } = pair()
        const file = leader.partition.path('etc/mariadb.cnf')
        expect(await pair().ask(leader, `SELECT load_file('${file}');`)).toBe('NULL\n')
        const write = `SELECT 1 INTO OUTFILE '${leader.partition.path('made')}';`
        await expect(pair().ask(leader, write)).rejects.toThrow('--secure-file-priv')
      })

      it('waits for a table that another session keeps for a stated time, and says which it is', async () => {
        const { leader } = pair()
        const settings = leader.partition.path('etc/dump-ask.sh')
        const before = readFileSync(settings, 'utf8')
        expect(before).toContain('lock_wait_timeout = 300')
        const [program, ...args] = leader.client
        const other = leader.partition.start(program!, args)
        try {
          writeFileSync(
            settings,
            before.replace('lock_wait_timeout = 300', 'lock_wait_timeout = 2'),
          )
          other.child.stdin?.write(database.hold)
          await until('the lock', () => Promise.resolve(other.stdout.includes('held')))
          const { status, stderr } = await pair().dump()
          expect(status).toBe(1)
          expect(stderr).toContain(
            'while another session keeps locked: `thing`, the last dump stays',
          )
        } finally {
          writeFileSync(settings, before)
          await other.killAll('SIGKILL')
        }
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 60_000)

      it('reads nothing for a user while it dumps, whatever is put in the place of a table', async () => {
        const { leader } = pair()
        const [program, file, ...rest] = leader.client
        const list = leader.partition.path('etc/allow-inexact-dump')
        const nothing = readFileSync(list, 'utf8')
        const asEve = [file!, '--user=eve', ...rest]
        await pair().ask(
          leader,
          `CREATE TABLE hidden (word varchar(9)); INSERT INTO hidden VALUES ('secret');
           CREATE TABLE spied (by_whom varchar(99), word varchar(9)) ENGINE = MyISAM;
           CREATE USER eve@localhost;
           GRANT CREATE, DROP, CREATE VIEW, CREATE ROUTINE ON application.* TO eve@localhost;
           GRANT SELECT, INSERT ON spied TO eve@localhost;
           GRANT CREATE, SELECT ON spying TO eve@localhost;`,
        )
        leader.partition.write(list, `${nothing}*`)
        // What runs with another's rights may read, and what that calls writes as who made it.
        const made = await leader.partition.run(
          program!,
          asEve,
          `DELIMITER //
           CREATE FUNCTION told(by_whom varchar(99), word varchar(9)) RETURNS int BEGIN
             INSERT INTO spied VALUES (by_whom, word); RETURN 1; END//
           CREATE FUNCTION spy() RETURNS int DETERMINISTIC SQL SECURITY INVOKER BEGIN
             DECLARE word varchar(9); DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
             SET word = (SELECT max(hidden.word) FROM hidden);
             RETURN told(current_user(), word); END//
           CREATE PROCEDURE swap(times int) BEGIN
             DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
             WHILE times > 0 DO
               EXECUTE IMMEDIATE 'CREATE TABLE zone (next_not_cached_value int)';
               EXECUTE IMMEDIATE 'CREATE SEQUENCE zones';
               DO sleep(0.003);
               EXECUTE IMMEDIATE 'DROP TABLE zone';
               EXECUTE IMMEDIATE 'DROP SEQUENCE zones';
               EXECUTE IMMEDIATE 'CREATE SQL SECURITY INVOKER VIEW zone AS SELECT round(1.2, spy()) AS a';
               EXECUTE IMMEDIATE 'CREATE SQL SECURITY INVOKER VIEW zones AS SELECT ''(SELECT injected())'' AS next_not_cached_value,
                 round(1.2, spy()) AS cycle_count';
               DO sleep(0.003);
               EXECUTE IMMEDIATE 'DROP VIEW zone';
               EXECUTE IMMEDIATE 'DROP VIEW zones';
               SET times = times - 1;
             END WHILE; END//
           CREATE SQL SECURITY INVOKER VIEW spying AS SELECT round(1.2, spy()) AS a, spy() AS \`b,'(\`//
           CREATE SQL SECURITY INVOKER VIEW spying_too AS SELECT a + 1 AS a FROM spying//
           CREATE SQL SECURITY INVOKER VIEW spying_values AS VALUES (round(1.2, spy()))//`,
        )
        expect(made).toMatchObject({ stderr: '', status: 0 })
        const spied = `SELECT * FROM spied WHERE by_whom <> 'eve@localhost' OR word <> '';`
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        expect(await pair().ask(leader, spied)).toBe('')
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        const views = `SELECT table_name, view_definition FROM information_schema.views
          WHERE table_name LIKE 'spying%' ORDER BY table_name;`
        expect(await pair().askLoaded(views)).toBe(await pair().ask(leader, views))
        await pair().ask(leader, 'DELETE FROM spied;')

        const swaps = leader.partition.start(program!, [...asEve, '--execute=CALL swap(100000)'])
        const outcomes = []
        for (let tries = 0; tries < 6; tries++) {
          const { stderr } = await pair().dump()
          outcomes.push(stderr)
          const last = gunzipSync(readFileSync(join(leader.backup, 'rights.sql.gz')))
          expect(last.toString()).not.toContain('injected')
        }
        expect(swaps.over, swaps.stderr).toBe(false)
        await swaps.killAll('SIGKILL')
        expect(await pair().ask(leader, spied), outcomes.join('')).toBe('')
        await pair().ask(
          leader,
          `KILL USER eve@localhost; DROP VIEW spying, spying_too, spying_values; DROP FUNCTION spy; DROP FUNCTION told;
           DROP PROCEDURE swap; DROP TABLE hidden, spied; DROP USER eve@localhost;
           DROP TABLE IF EXISTS zone; DROP SEQUENCE IF EXISTS zones; DROP VIEW IF EXISTS zone, zones;`,
        )
        leader.partition.write(list, nothing)
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 240_000)

      it.each([
        ['changed', ''],
        ['changed, and changed back,', 'ALTER TABLE fewer DROP COLUMN before_all;'],
      ])(
        'dumps again where a table %s while its rows were dumped',
        async (_, back) => {
          const { leader } = pair()
          const [program, ...args] = leader.client
          const session = leader.partition.start(program!, args)
          session.child.stdin?.write(database.hold)
          await until('the session that holds a table', () => session.stdout.includes('held'))
          const dump = pair().dump()
          // The tables before that one are in it by now.
          await until('a dump', async () => {
            const waiting =
              "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%`thing`%' AND state LIKE 'Waiting%';"
            return (await pair().ask(leader, waiting)) === '1\n'
          })
          await pair().ask(
            leader,
            `ALTER TABLE fewer ADD COLUMN before_all varchar(50) FIRST;
           INSERT INTO fewer VALUES (repeat('x', 40), 7); ${back}`,
          )
          await session.killAll('SIGKILL')
          expect(await dump).toMatchObject({ status: 0, stderr: '' })
          await pair().carry()
          expect(await pair().load()).toMatchObject({ status: 0 })
          const rows = 'SELECT * FROM fewer;'
          expect(await pair().askLoaded(rows)).toBe(await pair().ask(leader, rows))
          await pair().ask(
            leader,
            'DELETE FROM fewer WHERE a = 7; ALTER TABLE fewer DROP COLUMN IF EXISTS before_all;',
          )
        },
        120_000,
      )

      it('asks under settings of its own, and refuses one that cuts rows', async () => {
        const { leader } = pair()
        const list = leader.partition.path('etc/allow-inexact-dump')
        const nothing = readFileSync(list, 'utf8')
        await pair().ask(
          leader,
          "SET GLOBAL sql_mode = 'ORACLE,ANSI_QUOTES', GLOBAL sql_quote_show_create = 0, GLOBAL group_concat_max_len = 4;",
        )
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(
          leader,
          `SET GLOBAL sql_mode = DEFAULT, GLOBAL sql_quote_show_create = DEFAULT,
             GLOBAL group_concat_max_len = DEFAULT, GLOBAL sql_select_limit = 2;`,
        )
        leader.partition.write(list, `${nothing}*`)
        expect((await pair().dump()).stderr).toContain(
          'setting.sql_select_limit: no more rows than that of each table would be dumped; not allowed',
        )
        leader.partition.write(list, nothing)
        await pair().ask(leader, 'SET GLOBAL sql_select_limit = DEFAULT;')
        expect(await pair().loaded()).toBe(await pair().rows())
      }, 120_000)

      it('names what has no place in a dump by its own name, and a foreign key that no load takes', async () => {
        const { leader } = pair()
        const list = leader.partition.path('etc/allow-inexact-dump')
        const nothing = readFileSync(list, 'utf8')
        await pair().ask(
          leader,
          `SET foreign_key_checks = 0;
           CREATE TABLE fc_parent (id int PRIMARY KEY); CREATE TABLE fd_child (id int, FOREIGN KEY (id) REFERENCES fc_parent (id));
           CREATE TABLE fe_parent (a int, b int, UNIQUE (a, b));
           CREATE TABLE ff_child (a int, b int, FOREIGN KEY (a, b) REFERENCES fe_parent (a, b));
           CREATE TABLE fg_parent (a varchar(9) PRIMARY KEY, b int, c decimal(9, 2), d date, UNIQUE (b, c, d));
           CREATE TABLE fh_child (a char(5), b int(3), c decimal(7, 1), d date, FOREIGN KEY (a) REFERENCES fg_parent (a),
             FOREIGN KEY (b, c, d) REFERENCES fg_parent (b, c, d));
           DROP TABLE fc_parent; CREATE TABLE fc_parent (id varchar(5) PRIMARY KEY);
           SET foreign_key_checks = 1;
           -- Each index goes on with the primary key; bytes are bytes.
           CREATE TABLE fj_parent (id bigint PRIMARY KEY, tenant int, a int NOT NULL, KEY (tenant), UNIQUE (a));
           CREATE TABLE fi_child (tenant int, id bigint, FOREIGN KEY (tenant, id) REFERENCES fj_parent (tenant, id));
           CREATE TABLE fl_parent (a int, b int, c int, PRIMARY KEY (a, b), KEY (c, b));
           CREATE TABLE fk_child (c int, b int, a int, FOREIGN KEY (c, b, a) REFERENCES fl_parent (c, b, a));
           CREATE TABLE fn_parent (a int NOT NULL, b int, UNIQUE (a), KEY (b));
           CREATE TABLE fm_child (b int, a int, FOREIGN KEY (b, a) REFERENCES fn_parent (b, a));
           CREATE TABLE fp_parent (a uuid PRIMARY KEY, b date UNIQUE, c enum('a', 'b') UNIQUE);
           CREATE TABLE fo_child (a binary(16), b mediumint, c tinyint unsigned, FOREIGN KEY (a) REFERENCES fp_parent (a),
             FOREIGN KEY (b) REFERENCES fp_parent (b), FOREIGN KEY (c) REFERENCES fp_parent (c));
           INSERT INTO fj_parent VALUES (1, 2, 3); INSERT INTO fi_child VALUES (2, 1);
           SET foreign_key_checks = 0;
           CREATE TABLE indexed_json (a json, b varchar(20) AS (json_unquote(json_extract(a, '$.x'))) VIRTUAL, KEY (b));
           INSERT INTO indexed_json (a) VALUES ('{"x": "y"}');
           CREATE TABLE geo (g geometry REF_SYSTEM_ID=4326, h point);
           CREATE VIEW q9 AS SELECT 9 AS a;
           CREATE TABLE r0 (a int); CREATE VIEW r1 AS SELECT * FROM r0; CREATE VIEW r2 AS SELECT * FROM r1;
           DROP TABLE r0; RENAME TABLE r2 TO r0;`,
        )
        const names = ['geo', 'r0', 'r1']
        leader.partition.write(
          list,
          `${nothing}${[...names, 'fd_child'].map((name) => `application.${name}`).join(' ')}`,
        )
        try {
          const { status, stderr } = await pair().dump()
          expect(status).toBe(1)
          expect(stderr.match(/application\..*/g)).toEqual([
            'application.fd_child: no load takes a foreign key that does not fit its parent: fd_child_ibfk_1; not allowed by allow-inexact-dump',
            'application.geo: REF_SYSTEM_ID stays behind of g; allowed',
            'application.r0: the server can not show how it is made; allowed',
            'application.r1: the server can not show how it is made; allowed',
          ])
          await pair().ask(leader, 'DROP TABLE fd_child;')
          expect(await pair().dump()).toMatchObject({ status: 0 })
          await pair().carry()
          expect(await pair().load()).toMatchObject({ status: 0 })
          expect(
            await pair().askLoaded(
              'SELECT a FROM q9; SELECT * FROM fi_child; SELECT b FROM indexed_json;',
            ),
          ).toBe('9\n2\t1\ny\n')
        } finally {
          await pair().ask(
            leader,
            `DROP VIEW q9, r0, r1;
             DROP TABLE IF EXISTS fd_child, fc_parent, ff_child, fe_parent, fh_child, fg_parent, geo,
               fi_child, fj_parent, fk_child, fl_parent, fm_child, fn_parent, fo_child, fp_parent, indexed_json;`,
          )
          leader.partition.write(list, nothing)
        }
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 120_000)

      it('names a transaction that is prepared', async () => {
        const { leader } = pair()
        await pair().ask(
          leader,
          "XA START 'x\\n1', 'y', 3; INSERT INTO fewer VALUES (42); XA END 'x\\n1', 'y', 3; XA PREPARE 'x\\n1', 'y', 3;",
        )
        const told = "transaction.X'780a31',X'79',3: it is prepared, and stays behind; not allowed"
        expect((await pair().dump()).stderr).toContain(told)
        await pair().ask(leader, "XA ROLLBACK 'x\\n1', 'y', 3;")
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 60_000)

      it('takes an answer again where it took long to find', async () => {
        const { leader } = pair()
        const check = leader.partition.path('bin/dump-check')
        const answer = leader.partition.path('var/run/mariadb/dump-check')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        const [since, until] = readFileSync(answer, 'utf8').split(' ').map(Number)
        expect(until).toBeLessThanOrEqual(since! + 200)
        const keepAnswer = (from: number, to: number): void => {
          leader.partition.write(answer, `${from} ${to} 1\nan answer\n`)
        }
        const now = Math.floor(Date.now() / 1000)
        keepAnswer(now - 5, now + 60)
        const kept = { status: 1, stdout: 'an answer\n' }
        expect(await leader.partition.run(check, ['recent'])).toMatchObject(kept)
        // It is over, it is of a clock that was ahead, someone asks by hand, or the parameter changed.
        const anew = { status: 0, stdout: '' }
        keepAnswer(now - 9, now - 5)
        expect(await leader.partition.run(check, ['recent'])).toMatchObject(anew)
        keepAnswer(now + 600, now + 900)
        expect(await leader.partition.run(check, ['recent'])).toMatchObject(anew)
        keepAnswer(now - 5, now + 60)
        expect(await leader.partition.run(check)).toMatchObject(anew)
        keepAnswer(now - 5, now + 60)
        const list = leader.partition.path('etc/allow-inexact-dump')
        await new Promise((resolve) => setTimeout(resolve, 20))
        leader.partition.write(list, readFileSync(list, 'utf8'))
        expect(await leader.partition.run(check, ['recent'])).toMatchObject(anew)
      }, 60_000)

      it('leaves a mark of what it loaded, where a service would else begin empty', async () => {
        const { fallback } = pair()
        rmSync(fallback.mark)
        expect(await pair().load()).toMatchObject({ status: 0 })
        expect(existsSync(fallback.mark)).toBe(true)
      }, 120_000)

      it.each([
        ['a command', (made: string) => `\\! touch ${made}`],
        [
          'a file',
          (made: string) =>
            `CREATE TABLE t (l text); LOAD DATA LOCAL INFILE '${made}' INTO TABLE t;`,
        ],
        ['another text', (made: string) => `source ${made}`],
      ])('does not follow %s that stands in a dump', async (_, attack) => {
        const { fallback } = pair()
        const made = fallback.partition.path('made')
        const before = await pair().loaded()
        const restore = keep(fallback.backup)
        if (!attack(made).startsWith('\\!'))
          fallback.partition.write(made, 'CREATE TABLE stolen (a int);\n')
        writeFileSync(
          join(fallback.backup, 'mariadb.sql.gz'),
          gzipSync(`CREATE DATABASE application; USE application;\n${attack(made)}\n`),
        )
        const signed = await fallback.partition.run('/bin/sh', [
          '-c',
          `cd '${fallback.backup}' && rm backup.rows code.sql.gz rights.sql.gz && sha256sum ./mariadb.sql.gz > backup.signature`,
        ])
        expect(signed.status).toBe(0)
        const { status, stderr } = await pair().load()
        expect(stderr).toContain('stays as it was')
        expect(status).toBe(1)
        if (attack(made).startsWith('\\!')) expect(existsSync(made)).toBe(false)
        expect(await pair().loaded()).toBe(before)
        rmSync(made, { force: true })
        restore()
      })

      it('runs nothing of what a user of the database wrote, as it is loaded', async () => {
        const { leader, fallback } = pair()
        const outside = leader.partition.path('outside')
        leader.partition.makeFolder(outside)
        await pair().ask(
          leader,
          "CREATE USER mallory@localhost IDENTIFIED BY 'x'; GRANT ALL ON application.* TO mallory@localhost WITH GRANT OPTION;",
        )
        const [program, file, ...rest] = leader.client
        const asMallory = (sql: string): Promise<Outcome> =>
          leader.partition.run(program!, [file!, '--user=mallory', '--password=x', ...rest], sql)
        // Nobody's rights but their own.
        for (const sql of [
          'CREATE DEFINER=root@localhost PROCEDURE p() SELECT 1;',
          'CREATE DEFINER=root@localhost EVENT e ON SCHEDULE EVERY 1 SECOND DO SELECT 1;',
          'CREATE DEFINER=root@localhost SQL SECURITY DEFINER VIEW v AS SELECT 1;',
          'CREATE FUNCTION f() RETURNS int RETURN 1; CREATE TABLE f (a int DEFAULT (f()));',
          "CREATE TABLE f (a int, b longtext DEFAULT (load_file('/etc/passwd')));",
        ])
          expect((await asMallory(sql)).status, sql).toBe(1)
        // In sjis the second of these two is no backslash, as it is to the client of a load.
        const twisted = Buffer.concat([
          Buffer.from("CREATE OR REPLACE VIEW twisted AS SELECT 'x"),
          Buffer.from([0x83, 0x5c]),
          Buffer.from("' AS a, ' ; CREATE USER evil; SELECT ' AS b"),
        ]).toString('hex')
        // The server reads on after a -- and a control character, and the client of a load does not.
        const hidden = (attack: string): string => `
          SET sql_mode = 'NO_BACKSLASH_ESCAPES';
          DELIMITER @@@
          CREATE OR REPLACE PROCEDURE a() BEGIN SELECT '\\', '${attack}'; END@@@
          SET sql_mode = 'ANSI_QUOTES'@@@
          CREATE OR REPLACE PROCEDURE b() BEGIN SELECT 'it"s', '${attack}"'; END@@@
          SET sql_mode = ''@@@
          CREATE OR REPLACE PROCEDURE c() COMMENT '${attack}\n${attack}'
            BEGIN SELECT 1; /* ' ${attack} ' */ SELECT 1
          DELIMITER ; SELECT 2; END@@@
          CREATE OR REPLACE PROCEDURE d() BEGIN SELECT 1; # ' ${attack} '
          END@@@
          CREATE OR REPLACE FUNCTION f() RETURNS int RETURN 1 --\u0001${attack}
            + 1@@@
          CREATE OR REPLACE TRIGGER /* ${attack} */ t BEFORE INSERT ON kept FOR EACH ROW
            SET NEW.a = length('*/${attack}/*')@@@
          DELIMITER ;`
        const made = await asMallory(`
          DROP FUNCTION f;
          CREATE TABLE kept (a int) DATA DIRECTORY='${outside}';
          INSERT INTO kept VALUES (1);
          CREATE TABLE \`\nGRANT ALL ON *.* TO mallory@localhost; --\` (a int);
          CREATE TABLE \`*/; CREATE USER evil; /*\` (a int COMMENT '*/; CREATE USER evil; /*');
          CREATE VIEW \`*/; CREATE USER evil; /**\` AS SELECT '*/; CREATE USER evil; /*' AS x;
          SET NAMES sjis;
          EXECUTE IMMEDIATE x'${twisted}';
          SET NAMES utf8mb4;
          CREATE EVENT e ON SCHEDULE EVERY 1 SECOND
            DO INSERT INTO kept VALUES (length('*/; CREATE USER evil; /*'));
          GRANT SELECT ON \`\nGRANT ALL ON *.* TO mallory@localhost; --\` TO mallory@localhost;`)
        expect(made.stderr).toBe('')
        const seen = `SELECT count(*) FROM mysql.global_priv WHERE user = 'evil';
          SELECT * FROM kept;
          SELECT definer FROM information_schema.events WHERE event_name = 'e';
          SELECT definer FROM information_schema.triggers WHERE trigger_name = 't';
          SELECT count(*) FROM information_schema.routines
            WHERE routine_schema = 'application' AND routine_name IN ('a', 'b', 'c', 'd', 'f');`
        const all = '0\n1\nmallory@localhost\nmallory@localhost\n5\n'
        for (const end of [';;', ';']) {
          expect(await asMallory(hidden(`${end} CREATE USER evil${end} `))).toMatchObject({
            stderr: '',
          })
          expect(await pair().dump(), end).toMatchObject({ status: 0 })
          await pair().carry()
          // Of the first nothing was left elsewhere.
          expect(await pair().load(), end).toMatchObject({ status: 0 })
          expect(await pair().askLoaded(seen, fallback), end).toBe(all)
        }
        expect(await pair().askLoaded('SHOW GRANTS FOR mallory@localhost;')).not.toMatch(
          / ON \*\.\* .*ALL|SUPER/,
        )
        await pair().ask(
          leader,
          `DROP VIEW \`*/; CREATE USER evil; /**\`, twisted; DROP TABLE kept, \`*/; CREATE USER evil; /*\`,
             \`\nGRANT ALL ON *.* TO mallory@localhost; --\`;
           DROP EVENT e; DROP PROCEDURE a; DROP PROCEDURE b; DROP PROCEDURE c; DROP PROCEDURE d;
           DROP FUNCTION f;
           DROP USER mallory@localhost;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 200_000)

      it('prints no row of a dump that does not load', async () => {
        const { fallback } = pair()
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        const before = await pair().loaded()
        const restore = keep(fallback.backup)
        const rows = "INSERT INTO t VALUES ('a secret'), ('a secret');"
        writeFileSync(
          join(fallback.backup, 'mariadb.sql.gz'),
          gzipSync(
            `CREATE DATABASE application; USE application; SELECT 'a secret';
             CREATE TABLE t (a varchar(99) PRIMARY KEY);\n${rows}\n`,
          ),
        )
        const signed = await fallback.partition.run('/bin/sh', [
          '-c',
          `cd '${fallback.backup}' && rm backup.rows code.sql.gz rights.sql.gz && sha256sum ./mariadb.sql.gz > backup.signature`,
        ])
        expect(signed.status).toBe(0)
        const { status, stdout, stderr } = await pair().load()
        expect(status).toBe(1)
        expect(stderr).toContain('ERROR 1062 (23000) at line 3: Duplicate entry')
        expect(stderr).toContain('the dump does not load (mariadb), the data stays as it was')
        expect(stdout + stderr).not.toContain('secret')
        expect(await pair().loaded()).toBe(before)
        restore()
      })

      it('loads an older state into the leader, as the page says', async () => {
        const { leader } = pair()
        const page = readFileSync(new URL('../../docs/take-over.md', import.meta.url), 'utf8')
        const commands = /^```sh file=\S+\n(client=[\s\S]*?)^```$/m.exec(page)![1]!
        expect(await pair().dump()).toMatchObject({ status: 0 })
        const folder = leader.partition.path('older')
        await leader.partition.run('cp', ['--recursive', leader.backup, folder])
        const before = await pair().rows()
        await pair().ask(leader, 'DROP TABLE thing; DELETE FROM worth; DROP VIEW mine;')
        const { status, stderr } = await leader.partition.run('/bin/sh', [
          '-ec',
          commands.replaceAll('FOLDER', folder),
        ])
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
        expect(await pair().rows()).toBe(before)
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
      }, 120_000)

      it('refuses a row that no server can load, by the name of its table', async () => {
        const { leader } = pair()
        const before = filesOf(leader.backup)
        await pair().ask(
          leader,
          'CREATE TABLE scan (page longblob); INSERT INTO scan VALUES (repeat(1, 501 << 20));',
        )
        const { status, stderr } = await pair().dump()
        expect(stderr).toContain('when dumping table `scan`')
        expect(status).toBe(1)
        expect(filesOf(leader.backup)).toEqual(before)
        await pair().ask(leader, 'DROP TABLE scan;')
      }, 240_000)
    })
  },
)
