import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { until } from '../support/partition.js'
import { keep, type Database, type Instance } from './databases/pair.js'
import { describeExample, missingFor } from './databases/suite.js'

const database: Database = {
  example: 'postgres',
  dump: 'postgres.dump.gz',
  beside: ['backup.rows', 'postgres.globals.sql', 'postgres.views.gz'],
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

    CREATE ROLE staff CREATEDB CONNECTION LIMIT 3;
    CREATE ROLE "app ""user""" LOGIN PASSWORD 'secret' VALID UNTIL '2036-01-01' IN ROLE staff;
    CREATE ROLE lead NOINHERIT BYPASSRLS;
    GRANT staff TO lead WITH ADMIN OPTION;
    GRANT pg_monitor TO lead;
    ALTER ROLE lead SET search_path = '', "a, ""b""", '$user', public;
    ALTER ROLE staff SET default_transaction_read_only = on;
    ALTER ROLE staff IN DATABASE application SET application_name = 'it''s = staff\\';
    ALTER ROLE postgres SET work_mem = '5MB';
    ALTER ROLE ALL SET my.own = 'x';
    ALTER DATABASE application SET timezone = 'Asia/Tokyo';
    ALTER DATABASE application SET default_transaction_read_only = off;
    ALTER DATABASE application CONNECTION LIMIT 99;
    REVOKE TEMPORARY ON DATABASE application FROM PUBLIC;
    GRANT CREATE ON DATABASE application TO staff WITH GRANT OPTION;
    CREATE TABLE owned (id integer, secret text);
    INSERT INTO owned VALUES (1, 'one'), (-1, 'none');
    ALTER TABLE owned OWNER TO staff;
    GRANT SELECT (id) ON owned TO lead;
    ALTER TABLE owned ENABLE ROW LEVEL SECURITY;
    CREATE POLICY positive ON owned TO "app ""user""" USING (id > 0);
    GRANT SELECT ON owned TO "app ""user""";
    ALTER DEFAULT PRIVILEGES FOR ROLE staff GRANT SELECT ON TABLES TO lead;
    CREATE FUNCTION whoami() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
    ALTER FUNCTION whoami() OWNER TO lead;
    CREATE EXTENSION postgres_fdw;
    CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
    CREATE USER MAPPING FOR staff SERVER far;

    SELECT lo_from_bytea(4242, '\\x00ff0a');

    CREATE TABLE source (id integer PRIMARY KEY, value text);
    INSERT INTO source VALUES (1, E'tab\\t\\\\.\\n\\\\.\\n'), (2, NULL);
    CREATE MATERIALIZED VIEW "before it" AS SELECT id, value, current_user::text AS who FROM source;
    CREATE MATERIALIZED VIEW by_key AS SELECT id, value, '1 month -1 day'::interval AS length FROM source GROUP BY id;
    GRANT SELECT (id) ON by_key TO lead;
    GRANT SELECT ON by_key TO lead;
    CREATE UNIQUE INDEX ON by_key ((id + 1));
    CREATE MATERIALIZED VIEW not_yet AS SELECT * FROM by_key WITH NO DATA;
    CREATE MATERIALIZED VIEW "not_yet x" AS SELECT 1 AS a;
    CREATE MATERIALIZED VIEW none AS SELECT * FROM by_key WHERE id < 0;
    ALTER MATERIALIZED VIEW none OWNER TO staff;
    DELETE FROM source WHERE id = 2;

    CREATE ROLE german;
    ALTER ROLE german SET DateStyle = 'German';
    SET DateStyle = 'German';
    CREATE TABLE dated (since date CHECK (since::text LIKE '%.%.%'), till date);
    ALTER TABLE dated ADD CHECK (till::text LIKE '%.%.%') NOT VALID;
    INSERT INTO dated VALUES ('31.12.2026', '31.12.2026');
    RESET DateStyle;
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
    SELECT rolname, rolsuper, rolinherit, rolcreatedb, rolcanlogin, rolbypassrls, rolconnlimit,
      rolvaliduntil, rolconfig FROM pg_roles WHERE rolname !~ '^pg_'
      -- A load that was killed leaves it until the next.
      AND rolname <> 'resilient.loader' ORDER BY rolname;
    SELECT roleid::regrole, member::regrole, admin_option FROM pg_auth_members
      WHERE member >= 16384 AND member::regrole::text <> '"resilient.loader"' ORDER BY roleid::regrole::text, member::regrole::text;
    SELECT setrole::regrole, setdatabase <> 0, setconfig FROM pg_db_role_setting
      WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND setrole::regrole::text <> '"resilient.loader"'
      ORDER BY setrole::regrole::text, 2, 3;
    SELECT datdba::regrole, datconnlimit FROM pg_database WHERE datname = current_database();
    SELECT grantee::regrole, privilege_type, is_grantable
      FROM pg_database, aclexplode(datacl) WHERE datname = current_database()
      ORDER BY grantee::regrole::text, privilege_type;
    SHOW timezone;
    SELECT relname, relowner::regrole, relacl FROM pg_class
      WHERE relname IN ('maker', 'owned') ORDER BY relname;
    SELECT attacl FROM pg_attribute WHERE attrelid = 'owned'::regclass AND attacl IS NOT NULL;
    SELECT defaclrole::regrole, unnest(defaclacl)::text FROM pg_default_acl ORDER BY 2;
    SELECT * FROM pg_policies;
    SELECT whoami(), srvname, usename FROM pg_user_mappings;
    SET ROLE "app ""user""";
    TABLE owned;
    RESET ROLE;
    SELECT lo_get(4242);
    TABLE dated;
    TABLE "before it";
    TABLE by_key;
    TABLE none;
    SELECT relname, relispopulated, relowner::regrole, relacl FROM pg_class WHERE relkind = 'm' ORDER BY 1;
    SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relhasrules;
    SELECT conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE contype = 'c' AND conrelid <> 0 AND connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname;
  `,
  hold: `BEGIN; LOCK TABLE thing IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n`,
  grow: (mebibytes) => `
    CREATE TABLE grown AS SELECT g, (SELECT string_agg(sha512((g * 16 + i)::text::bytea), '')
      FROM generate_series(1, 16) AS i) AS noise FROM generate_series(1, ${mebibytes * 1024}) AS g;`,
  inexact: {
    make: `
      CREATE FUNCTION added() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE EXTENSION hstore;
      ALTER EXTENSION hstore ADD FUNCTION added();
      CREATE SUBSCRIPTION sub CONNECTION 'host=/nowhere dbname=x' PUBLICATION p
        WITH (connect = false, slot_name = NONE);
      CREATE DATABASE elsewhere;
      SET allow_system_table_mods = on;
      INSERT INTO pg_shseclabel VALUES ('staff'::regrole, 'pg_authid'::regclass, 'guard', 'secret');
      \\connect postgres
      CREATE TABLE kept (id integer);
      CREATE VIEW kept_view AS SELECT 1;
      CREATE FUNCTION kept_function() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      SELECT lo_create(4711);
      \\connect template1
      CREATE TABLE given (id integer);
    `,
    undo: `
      DROP EXTENSION hstore;
      DROP SUBSCRIPTION sub;
      DROP DATABASE elsewhere;
      SET allow_system_table_mods = on;
      DELETE FROM pg_shseclabel;
      \\connect postgres
      DROP TABLE kept;
      DROP VIEW kept_view;
      DROP FUNCTION kept_function;
      SELECT lo_unlink(4711);
      \\connect template1
      DROP TABLE given;
    `,
    told: {
      elsewhere: 'it is another database',
      'public.added()': 'it stays behind, since it was added to the extension hstore',
      staff: 'its security label stays behind',
      sub: 'a subscription stays behind: on a backup it would take what the leader waits for',
      'postgres.large_object_4711': 'it is in another database',
      'postgres.public.kept': 'it is in another database',
      'postgres.public.kept_function': 'it is in another database',
      'postgres.public.kept_view': 'it is in another database',
      'template1.public.given': 'it is in another database',
    },
    seen: `
      SELECT (SELECT count(*) FROM pg_subscription), (SELECT count(*) FROM pg_database
        WHERE datname = 'elsewhere'),
        -- Roles came, but no password of theirs.
        (SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL);`,
    leader: '1|1|1\n',
    fallback: '0|0|0\n',
  },
  disk: 150,
  installed(options) {
    const { 'bin-directory': bin, 'socket-directory': socket, user, database } = options('postgres')
    return {
      data: options('postgres')['data-directory']!,
      mark: options('postgres')['mark']!,
      made: 'PG_VERSION',
      server: options('postgres')['output']!,
      client: [
        `${bin}/psql`,
        ...['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'],
        ...[`--host=${socket}`, `--username=${user}`, database!],
      ],
      alive: options('postgres-promise')['config-command']!,
    }
  },
  fallbackServes: true,
  besides: `SELECT format('CREATE FUNCTION f%s() RETURNS text LANGUAGE sql AS %L', i,
      format('SELECT %L', md5(i::text)))
    FROM generate_series(1, 99) AS i \\gexec`,
}

/** What the operator of a leader accepts, until the next call. */
function allow({ partition }: Instance, ...names: string[]): void {
  const accepted = partition.path('etc/allow-inexact-dump')
  writeFileSync(accepted, ['# What a dump may leave behind.', ...names, ''].join('\n'))
}

describeWith(
  missingFor(['/usr/lib/postgresql', '/usr/bin/rdiff-backup']),
  'examples/postgres',
  () => {
    describeExample(database, (pair) => {
      it('loads more large objects than one transaction may lock, and dumps as many tables', async () => {
        const { leader, fallback } = pair()
        // A lock is a lock: so many tables would take minutes.
        const locks = 'SELECT count(pg_advisory_xact_lock(g)) FROM generate_series(1, 90000) AS g;'
        expect(await pair().ask(leader, locks)).toBe('90000\n')
        expect(await pair().ask(fallback, locks)).toBe('90000\n')
        const make = 'SELECT count(lo_create(0)) FROM generate_series(1, 4000);'
        await pair().ask(leader, make + make)
        await pair().dump()
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        const count = 'SELECT count(*) FROM pg_largeobject_metadata;'
        expect(await pair().ask(fallback, count)).toBe('8001\n')
        const remove = `SELECT count(lo_unlink(oid)) FROM
          (SELECT oid FROM pg_largeobject_metadata WHERE oid <> 4242 LIMIT 4000) AS few;`
        await pair().ask(leader, remove + remove)
      }, 400_000)

      /** What PostgreSQL itself would write down of all that is there, but for passwords. */
      const written = async (of: Instance): Promise<string> => {
        const { client, partition } = of
        const bin = dirname(client[0]!)
        const reach = client.filter((word) => /^--(?:host|username)=/.test(word))
        const all = await partition.run(`${bin}/pg_dumpall`, [
          ...reach,
          ...['--globals-only', '--no-role-passwords', '--database=postgres'],
        ])
        const schema = await partition.run(`${bin}/pg_dump`, [
          ...reach,
          ...['--create', '--schema-only', '--encoding=UTF8', client.at(-1)!],
        ])
        expect([all.status, schema.status, all.stderr, schema.stderr]).toEqual([0, 0, '', ''])
        // Each has a key of its own against what it cites.
        return (all.stdout + schema.stdout).replace(/^\\(?:un)?restrict .*$/gm, '')
      }

      it.each([
        ['UTF8', 'C.UTF-8', '株式会社', 'rôle 株'],
        // What no database but this one can read is no name of the server's.
        ['LATIN1', 'C', 'señor', 'role'],
      ])(
        'makes the database in its order, %s, comments, and who may set what',
        async (...of) => {
          const [encoding, ctype, word, role] = of
          const from = pair().deploy(`from-${encoding}`, 'export')
          const to = pair().deploy(`to-${encoding}`, 'import')
          const servers = [await pair().serve(from), await pair().serve(to)]
          try {
            const postgres = { ...from, client: [...from.client.slice(0, -1), 'postgres'] }
            const version = Number(await pair().ask(from, 'SHOW server_version_num;'))
            const of15 = (sql: string): string => (version >= 150000 ? sql : '')
            await pair().ask(
              postgres,
              `DROP DATABASE application;
             CREATE DATABASE application TEMPLATE template0 ENCODING '${encoding}'
               ${of15(`LOCALE_PROVIDER icu ICU_LOCALE 'sv-SE'`)} LC_COLLATE 'C' LC_CTYPE '${ctype}';
             COMMENT ON DATABASE application IS 'it''s \\ of the ${role}';
             ALTER DATABASE application SET client_encoding = LATIN1;
             ALTER DATABASE application SET DateStyle = 'German';
             ALTER DATABASE application SET array_nulls = off;
             ALTER DATABASE application SET application_name = '"ô"';
             ALTER ROLE postgres SET DateStyle = 'SQL, DMY';
             ALTER ROLE postgres SET IntervalStyle = 'sql_standard';
             CREATE ROLE "${role}"; CREATE ROLE given; CREATE ROLE folk;
             GRANT CREATE ON DATABASE application TO "${role}" WITH GRANT OPTION; GRANT folk TO "${role}" WITH ADMIN OPTION;
             SET ROLE "${role}"; GRANT CREATE ON DATABASE application TO given; GRANT folk TO given; RESET ROLE;
             COMMENT ON ROLE "${role}" IS ':database "it''s"';
             ${of15(`GRANT SET, ALTER SYSTEM ON PARAMETER log_statement TO "${role}" WITH GRANT OPTION;
               GRANT SET ON PARAMETER "my.own" TO PUBLIC; SET ROLE "${role}"; GRANT SET ON PARAMETER log_statement TO given;`)}`,
            )
            await pair().ask(
              from,
              `SET client_encoding = UTF8;
             SET array_nulls = on;
             CREATE TABLE ordered (name text PRIMARY KEY, list text[], price money, since date
               CHECK (since < '03/04/2027'::date), length interval, made timestamptz DEFAULT '03/04/2026');
             ALTER TABLE ordered OWNER TO "${role}";
             INSERT INTO ordered VALUES
               ('z', ARRAY[NULL, 'NULL'], 1234.5, '2026-04-03', '-1 day -2 hours'),
               ('ö', ARRAY['a'], -1, '2026-03-04', '1 month -1 day'), ('${word}', NULL, NULL, NULL, NULL);`,
            )
            expect(await from.partition.run(from.script)).toMatchObject({ status: 0, stderr: '' })
            const rows = `SET client_encoding = UTF8; SET DateStyle = ISO; SET IntervalStyle = postgres;
            SELECT *, list[1] IS NULL FROM ordered ORDER BY name;`
            const seen = await pair().ask(from, rows)
            expect(seen).toContain('ö')
            expect(seen.indexOf('z')).toBeLessThan(seen.indexOf('ö'))
            for (let loads = 0; loads < 2; loads++) {
              pair().give(to, from)
              const { status, stderr } = await pair().load(to)
              expect(status, stderr).toBe(0)
              expect(await pair().ask(to, rows)).toBe(seen)
              expect(await written(to)).toBe(await written(from))
            }
            // What is taken back on the leader is so on the backup.
            await pair().ask(
              postgres,
              `COMMENT ON DATABASE application IS NULL;
             COMMENT ON ROLE "${role}" IS NULL; REVOKE CREATE ON DATABASE application FROM "${role}" CASCADE;
             ALTER ROLE postgres RESET ALL;
             ${of15(`REVOKE ALL ON PARAMETER log_statement FROM "${role}" CASCADE;
               REVOKE ALL ON PARAMETER "my.own" FROM PUBLIC;`)}`,
            )
            await pair().ask(from, 'ALTER SCHEMA public RENAME TO private;')
            expect(await from.partition.run(from.script)).toMatchObject({ status: 0, stderr: '' })
            pair().give(to, from)
            expect(await pair().load(to)).toMatchObject({ status: 0, stderr: '' })
            expect(await written(to)).toBe(await written(from))
          } finally {
            await Promise.all(servers.map((server) => server.killAll('SIGQUIT')))
          }
        },
        240_000,
      )

      it('is read as a whole while it is loaded, by whoever comes again and again', async () => {
        const { leader, fallback } = pair()
        // It needs the database's own search_path, so the load is made twice.
        await pair().ask(
          leader,
          `CREATE TABLE most (n integer);
           INSERT INTO most VALUES (1000);
           CREATE FUNCTION most() RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN RETURN (SELECT n FROM most); END';
           CREATE TABLE generation (n integer);
           CREATE INDEX ON generation ((most() - n));
           INSERT INTO generation SELECT 1 FROM generate_series(1, 5000);`,
        )
        const bring = async (): Promise<void> => {
          expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
          await pair().carry()
          const { status, stderr } = await pair().load()
          expect(status, stderr).toBe(0)
          expect(stderr).toContain('once more')
        }
        await bring()
        const [program, ...args] = fallback.client
        const seen = new Set<string>()
        let reading = true
        const read = async (): Promise<void> => {
          while (reading) {
            const sql = `SELECT count(*), min(n), max(n) FROM generation; SELECT pg_sleep(0.05);`
            const { status, stdout, stderr } = await fallback.partition.run(program!, args, sql)
            if (stdout !== '') seen.add(stdout.trim())
            // Who reads at the moment of the change is sent away, and finds it a moment later.
            if (status !== 0)
              expect(stderr).toMatch(
                /terminating connection|closed the connection|just been dropped or renamed/,
              )
          }
        }
        const readers = [read(), read(), read()]
        try {
          await pair().ask(leader, 'UPDATE generation SET n = 2;')
          await bring()
          await new Promise((resolve) => setTimeout(resolve, 500))
        } finally {
          reading = false
        }
        await Promise.all(readers)
        expect([...seen].sort()).toEqual(['5000|1|1', '5000|2|2'])
        await pair().ask(leader, 'DROP TABLE generation, most; DROP FUNCTION most();')
      }, 240_000)

      it('carries names of indexes, in rows, defaults, checks, views and functions', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE TABLE "of names" (id integer PRIMARY KEY, it regclass, they regclass[], large oid,
             named regclass DEFAULT 'thing_pkey'::regclass, CHECK (it <> 'maker_pkey'::regclass));
           INSERT INTO "of names" VALUES (1, 'thing_pkey', ARRAY['"of names_pkey"', 'thing']::regclass[], 4242);
           CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
           CREATE TRIGGER late BEFORE INSERT ON "of names" FOR EACH ROW EXECUTE FUNCTION never();
           REVOKE ALL ON FUNCTION never() FROM PUBLIC; GRANT ALL ON FUNCTION never() TO lead WITH GRANT OPTION;
           CREATE FUNCTION of_index() RETURNS regclass LANGUAGE sql
             BEGIN ATOMIC SELECT 'thing_pkey'::regclass; END;
           REVOKE ALL ON FUNCTION of_index() FROM PUBLIC; GRANT ALL ON FUNCTION of_index() TO lead;
           CREATE VIEW of_index AS SELECT 'thing_pkey'::regclass AS of_view, of_index();`,
        )
        const rows = `TABLE "of names"; TABLE of_index;
          SELECT proname, proacl FROM pg_proc WHERE proacl::text ~ 'lead' ORDER BY 1;
          SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = '"of names"'::regclass;`
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        const there = await pair().ask(fallback, rows)
        expect(there).toContain('1|thing_pkey|{')
        expect(there).toBe(await pair().ask(leader, rows))
        await pair().ask(
          leader,
          'DROP VIEW of_index; DROP FUNCTION of_index; DROP TABLE "of names"; DROP FUNCTION never;',
        )
      }, 120_000)

      it('names numbers of tables, and names that no load finds, once an export has seen them', async () => {
        const { leader } = pair()
        const check = leader.partition.path('bin/dump-check')
        await pair().ask(
          leader,
          `CREATE FUNCTION two(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
           CREATE FUNCTION two(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
           CREATE DOMAIN number AS oid;
           CREATE TABLE kept_by (id integer);
           ALTER EXTENSION postgres_fdw ADD TABLE kept_by;
           CREATE TYPE pair AS (name text, of number);
           CREATE DOMAIN list AS oid[];
           CREATE TABLE noted (a oid, "b'" number[], c regproc, d regclass, e pair[], f oidvector, g list);
           INSERT INTO noted VALUES (4242, ARRAY[1, 424242]);
           INSERT INTO noted (e, f, g) VALUES (ARRAY[ROW('a 99999999999999 "', 1)::pair], '1 2', '{3}');`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().ask(
          leader,
          `INSERT INTO kept_by VALUES (1);
           INSERT INTO noted SELECT 'thing'::regclass, ARRAY['thing'::regclass::oid],
             'two(integer)'::regprocedure::oid, reltoastrelid, ARRAY[ROW('a,"', 'thing'::regclass)::pair],
             format('1 %s', 'thing'::regclass::oid)::oidvector, ARRAY['thing'::regclass::oid]
             FROM pg_class WHERE relname = 'thing';`,
        )
        const told = [
          'a number of this server is another one after a load: a',
          "a number of this server is another one after a load: b'",
          'a number of this server is another one after a load: e',
          'a number of this server is another one after a load: f',
          'a number of this server is another one after a load: g',
          'a name that no load finds: c',
          'a name that no load finds: d',
        ].map((reason) => `public.noted: ${reason}; not allowed by allow-inexact-dump`)
        told.push(
          'public.kept_by: its rows stay behind, since it belongs to the extension postgres_fdw; not',
        )
        expect(await leader.partition.run(check)).toMatchObject({ status: 0, stdout: '' })
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        for (const line of told) expect(stderr).toContain(line)
        // The promise says what the export saw.
        expect(await leader.partition.run(check)).toMatchObject({ status: 1 })
        await pair().ask(
          leader,
          `ALTER EXTENSION postgres_fdw DROP TABLE kept_by;
           DROP TABLE noted, kept_by; DROP TYPE pair; DROP DOMAIN number, list; DROP FUNCTION two(integer), two(text);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        expect(await leader.partition.run(check)).toMatchObject({ status: 0, stdout: '' })
      }, 120_000)

      it('runs nothing that a user wrote while it dumps, whatever it is put in the place of', async () => {
        const { leader } = pair()
        const made = join(leader.data, '../made')
        const asEve = leader.client.map((word) =>
          word.startsWith('--username=') ? '--username=eve' : word,
        )
        const eve = (sql: string): Promise<string> =>
          pair().ask({ ...leader, client: asEve }, `SET search_path = hers; ${sql}`)
        await pair().ask(leader, 'CREATE ROLE eve LOGIN; CREATE SCHEMA hers AUTHORIZATION eve;')
        await eve(
          `CREATE FUNCTION run() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
             IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
               COPY (SELECT current_query()) TO PROGRAM 'cat >>${made}';
             END IF;
             RETURN 1; END $$;
           CREATE FUNCTION same() RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN RETURN hers.run(); END';
           CREATE TABLE indexed (a oid);
           INSERT INTO indexed VALUES (1);
           CREATE INDEX ON indexed (same(), a) WHERE same() = 1;
           CREATE MATERIALIZED VIEW viewed AS SELECT a FROM indexed;
           CREATE INDEX ON viewed (same());
           CREATE DOMAIN number AS oid;
           CREATE TABLE several (a number[]);
           INSERT INTO several VALUES ('{1}');
           CREATE FUNCTION oids(number[]) RETURNS oid[] LANGUAGE plpgsql AS
             $$ BEGIN PERFORM hers.run(); RETURN '{1}'; END $$;
           CREATE FUNCTION words(number[]) RETURNS text LANGUAGE plpgsql AS
             $$ BEGIN PERFORM hers.run(); RETURN '{1}'; END $$;
           CREATE CAST (number[] AS oid[]) WITH FUNCTION oids AS IMPLICIT;
           CREATE CAST (number[] AS text) WITH FUNCTION words AS IMPLICIT;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        const ran = (): string => (existsSync(made) ? readFileSync(made, 'utf8') : '')
        expect(ran()).toBe('')

        // Tables and materialized views become views, and are again what they were.
        const [program, ...args] = asEve
        const swaps = leader.partition.start(program!, args)
        const swap = (kind: string, name: string, as: string): string =>
          `DROP ${kind} ${name}; CREATE VIEW ${name} AS SELECT run()::oid AS a; SELECT pg_sleep(0.005);
           DROP VIEW ${name}; CREATE ${kind} ${name} ${as}; SELECT pg_sleep(0.005);\n`
        swaps.child.stdin?.end(
          `SET search_path = hers; CREATE TABLE zone (a oid);
           CREATE MATERIALIZED VIEW zones AS SELECT 1::oid AS a;\n` +
            (
              swap('TABLE', 'zone', '(a oid)') +
              swap('MATERIALIZED VIEW', 'zones', 'AS SELECT 1::oid AS a')
            ).repeat(5000),
        )
        const outcomes = []
        for (let tries = 0; tries < 12; tries++) {
          const { stderr } = await pair().dump()
          outcomes.push(stderr)
        }
        expect(swaps.over, swaps.stderr).toBe(false)
        await swaps.killAll('SIGKILL')
        expect(ran(), outcomes.join('')).toBe('')
        await pair().ask(leader, 'DROP OWNED BY eve CASCADE; DROP ROLE eve;')
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
      }, 200_000)

      it('loads what finds its tables by the search_path', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE TABLE bound (most integer);
           INSERT INTO bound VALUES (10);
           CREATE FUNCTION spare(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN RETURN (SELECT most - $1 FROM bound); END';
           CREATE TABLE bounded (id integer CHECK (spare(id) > 0), text text,
             left_over integer GENERATED ALWAYS AS (spare(id)) STORED);
           CREATE INDEX ON bounded (spare(id));
           INSERT INTO bounded VALUES (3, E'\\\\tab\\t\\\\.\\n\\\\.\\n');
           CREATE MATERIALIZED VIEW seen AS SELECT id, spare(id) FROM bounded;`,
        )
        allow(leader, 'public.bounded')
        const rows = `TABLE bounded; TABLE seen; SHOW search_path;
          SELECT indexdef FROM pg_indexes WHERE tablename = 'bounded';${database.rows}`
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(stderr).toMatch(
          /does not exist[\s\S]*once more, with the database's own search_path/,
        )
        expect(status, stderr).toBe(0)
        expect(await pair().ask(fallback, rows)).toBe(await pair().ask(leader, rows))
        await pair().ask(
          leader,
          'DROP MATERIALIZED VIEW seen; DROP TABLE bounded; DROP FUNCTION spare; DROP TABLE bound;',
        )
        allow(leader)
      }, 200_000)

      it('asks in the server’s own names, whatever users call theirs', async () => {
        const { leader, fallback } = pair()
        const made = join(fallback.data, '../made')
        const copy = `$$ SELECT 'COPY (SELECT 1) TO PROGRAM ''touch ${made}''' $$`
        await pair().ask(
          leader,
          `CREATE FUNCTION public.format(text, regprocedure) RETURNS text LANGUAGE sql AS ${copy};
           CREATE FUNCTION public.format(text, oid) RETURNS text LANGUAGE sql AS ${copy};
           CREATE TABLE bound (most integer);
           INSERT INTO bound VALUES (5);
           CREATE FUNCTION fits(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS
             'SELECT $1 <= most FROM bound';
           CREATE TABLE bounded (a integer);
           CREATE INDEX ON bounded (fits(a));
           INSERT INTO bounded VALUES (3);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        expect(stderr).toContain("once more, with the database's own search_path")
        expect(existsSync(made)).toBe(false)
        await pair().ask(
          leader,
          `DROP TABLE bounded; DROP FUNCTION fits; DROP TABLE bound;
           DROP FUNCTION public.format(text, regprocedure); DROP FUNCTION public.format(text, oid);`,
        )
      }, 200_000)

      it('prints no row of a dump that does not load, and keeps no password that it set', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE FUNCTION sets() RETURNS void LANGUAGE sql SECURITY DEFINER AS
             $$ ALTER ROLE "app ""user""" PASSWORD 'known' $$;
           ALTER FUNCTION sets OWNER TO "app ""user""";
           CREATE FUNCTION given(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
             BEGIN
               IF current_database() <> 'application' THEN PERFORM sets(); END IF;
               RETURN true;
             END $$;
           CREATE FUNCTION tells(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
             BEGIN
               IF current_database() = 'application' THEN RETURN true; END IF;
               RAISE EXCEPTION 'a secret: %', $1;
             END $$;
           CREATE TABLE telling (a text, b boolean GENERATED ALWAYS AS (given(a)) STORED);
           INSERT INTO telling VALUES ('a secret');
           CREATE INDEX ON telling (tells(a));`,
        )
        allow(leader, 'public.telling')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const before = await pair().loaded()
        const { status, stdout, stderr } = await pair().load()
        expect(status).toBe(1)
        expect(stderr).toContain("ERROR: the server's log has it")
        expect(stderr).toContain('the database stays as it was')
        expect(stdout + stderr).not.toContain('secret')
        expect(await pair().loaded()).toBe(before)
        const passwords = 'SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL;'
        expect(await pair().ask(fallback, passwords)).toBe('0\n')
        await pair().ask(leader, 'DROP TABLE telling; DROP FUNCTION tells, given, sets;')
        allow(leader)
      }, 120_000)

      it('drops what a killed load left, once it leads, and nothing that is another’s', async () => {
        const { leader } = pair()
        const names = ['DATABASE "application.new"', 'ROLE "resilient.loader"']
        await pair().ask(leader, 'CREATE ROLE "resilient.loader" LOGIN BYPASSRLS;')
        await pair().ask(leader, 'CREATE DATABASE "application.new";')
        await pair().ask(leader, 'CREATE DATABASE "application.old";')
        const left = `SELECT datname FROM pg_database WHERE datname LIKE 'application.%' ORDER BY 1;
          SELECT rolname FROM pg_roles WHERE rolname = 'resilient.loader';`
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        expect(stderr).toContain('application.new: it is another database; not allowed')
        expect(stderr).toContain('application.old: it is another database; not allowed')
        expect(stderr).toContain('resilient.loader: a load needs this name')
        const all = 'application.new\napplication.old\nresilient.loader\n'
        expect(await pair().ask(leader, left)).toBe(all)
        // A load that is killed as it makes the database has only made it its role's.
        await pair().ask(
          leader,
          `ALTER ROLE "resilient.loader" SET resilient.loader = 'on';
           ALTER DATABASE "application.new" OWNER TO "resilient.loader";`,
        )
        expect((await pair().dump()).stderr).not.toMatch(/application\.new:|resilient\.loader:/)
        await pair().ask(leader, 'DROP DATABASE "application.old";')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        expect(await pair().ask(leader, left)).toBe('')
        // It marks what it makes.
        await pair().ask(leader, 'CREATE ROLE "resilient.loader" LOGIN BYPASSRLS;')
        await pair().ask(leader, 'CREATE DATABASE "application.new";')
        await pair().ask(leader, 'CREATE DATABASE "application.old";')
        for (const name of names) {
          await pair().ask(leader, `ALTER ${name} SET resilient.loader = 'on';`)
        }
        // What it changed of others is written down there.
        await pair().ask(
          leader,
          `\\connect "application.new"
           SET allow_system_table_mods = on; CREATE SCHEMA pg_resilient;
           CREATE MATERIALIZED VIEW pg_resilient.owners AS SELECT oid, (SELECT oid FROM pg_roles WHERE rolname = 'staff') AS datdba
             FROM pg_database WHERE datname = 'application';
           CREATE MATERIALIZED VIEW pg_resilient.settings AS SELECT setdatabase, setrole, setconfig
             FROM pg_db_role_setting WHERE setdatabase IN (SELECT oid FROM pg_resilient.owners);`,
        )
        await pair().ask(leader, 'ALTER DATABASE "application.new" IS_TEMPLATE true;')
        await pair().ask(
          leader,
          'GRANT CONNECT ON DATABASE "application.new" TO "resilient.loader";',
        )
        expect((await pair().dump()).stderr).toContain('application.old: it is another database')
        await pair().ask(leader, 'DROP DATABASE "application.old";')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        expect(await pair().ask(leader, left)).toBe('')
        const owner = "SELECT datdba::regrole FROM pg_database WHERE datname = 'application';"
        expect(await pair().ask(leader, owner)).toBe('staff\n')
        await pair().ask(leader, 'ALTER DATABASE application OWNER TO postgres;')
      }, 120_000)

      it('loads what a superuser could load, whoever may do what', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE SCHEMA odd; SET search_path = odd; CREATE ROLE odd; GRANT ALL ON SCHEMA odd TO odd;
           GRANT CREATE ON DATABASE application TO odd;
           CREATE TABLE ref (a integer PRIMARY KEY); INSERT INTO ref VALUES (1);
           CREATE TABLE seen (a integer); GRANT SELECT ON seen TO odd;
           GRANT REFERENCES, SELECT ON ref TO odd;
           CREATE FUNCTION ok(a integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN a > 0; END';
           SET ROLE odd;
           CREATE TABLE points (a integer REFERENCES ref); INSERT INTO points VALUES (1);
           CREATE TABLE ours (a integer PRIMARY KEY); INSERT INTO ours VALUES (1);
           CREATE TABLE pointed (a integer REFERENCES ours); INSERT INTO pointed VALUES (1);
           CREATE MATERIALIZED VIEW view AS SELECT * FROM seen;
           CREATE PROCEDURE p(OUT a integer) LANGUAGE plpgsql AS 'BEGIN a := 1; END';
           CREATE PROCEDURE p(a integer) LANGUAGE plpgsql AS 'BEGIN END';
           CREATE SCHEMA "resilient.loader"; CREATE TABLE "resilient.loader".made (a integer);
           RESET ROLE;
           REVOKE REFERENCES ON ref FROM odd;
           ALTER TABLE ours OWNER TO postgres;
           CREATE TABLE checked (a integer CHECK (ok(a))); INSERT INTO checked VALUES (1);
           ALTER TABLE checked ADD CHECK (ok(a + 1)) NOT VALID;
           REVOKE ALL ON FUNCTION ok FROM PUBLIC;
           CREATE DOMAIN small AS integer CHECK (ok(value));
           ALTER DOMAIN small ADD CONSTRAINT later CHECK (value < 100) NOT VALID;
           COMMENT ON CONSTRAINT later ON DOMAIN small IS 'later';
           -- Those that call what takes a row, or the domain, come behind it; these here ask for a setting.
           SET odd.mode = 'on';
           CREATE FUNCTION is_on() RETURNS boolean LANGUAGE plpgsql AS
             $$ BEGIN RETURN current_setting('odd.mode') = 'on'; END $$;
           CREATE TABLE whole (a integer); INSERT INTO whole VALUES (1);
           CREATE FUNCTION whole_ok(whole) RETURNS boolean LANGUAGE sql AS 'SELECT odd.is_on()';
           ALTER TABLE whole ADD CONSTRAINT apart CHECK (whole_ok(whole));
           CREATE DOMAIN tiny AS integer; CREATE TABLE tinies (a tiny); INSERT INTO tinies VALUES (1);
           CREATE FUNCTION tiny_ok(tiny) RETURNS boolean LANGUAGE sql AS 'SELECT odd.is_on()';
           ALTER DOMAIN tiny ADD CONSTRAINT apart CHECK (tiny_ok(value));
           CREATE TABLE smalls (a small); INSERT INTO smalls VALUES (5);
           REVOKE EXECUTE ON FUNCTION pg_catalog.set_config, pg_catalog.setval(regclass, bigint, boolean),
             pg_catalog.upper(text), pg_catalog.sha256 FROM PUBLIC;
           CREATE TABLE counted (a serial, b text CHECK (upper(b) <> ''));
           CREATE INDEX ON counted ((upper(b)), sha256(b::bytea));
           INSERT INTO counted (b) VALUES ('b');
           CREATE MATERIALIZED VIEW size AS SELECT (pg_stat_file('PG_VERSION')).size;
           CREATE TABLE log (tag text);
           CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
             IF tg_tag ~ 'DROP' THEN RAISE EXCEPTION 'no % here', tg_tag; END IF;
             INSERT INTO odd.log VALUES (tg_tag); END $$;
           CREATE EVENT TRIGGER watch ON ddl_command_start EXECUTE FUNCTION watch();
           COMMENT ON EVENT TRIGGER watch IS 'it watches';
           COMMENT ON INDEX ref_pkey IS 'a comment';`,
        )
        const rows = `SET search_path = odd; TABLE points; TABLE pointed; TABLE checked; TABLE smalls; TABLE whole; TABLE tinies; TABLE log;
          SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'odd'::regnamespace ORDER BY 1, 3;
          TABLE size;
          SELECT count(*) FROM pg_class WHERE relowner NOT IN (SELECT oid FROM pg_roles);
          SELECT count(*) FROM pg_namespace WHERE nspname = 'pg_resilient';
          SELECT relname, relowner::regrole, relacl FROM pg_class
            WHERE relnamespace = 'odd'::regnamespace ORDER BY 1;
          SELECT proname, proacl, prosecdef, proconfig FROM pg_proc
            WHERE pronamespace = 'odd'::regnamespace ORDER BY 1, oid::regprocedure::text;`
        try {
          expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
          await pair().carry()
          expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
          expect(await pair().ask(fallback, rows)).toBe(await pair().ask(leader, rows))
          expect(await written(fallback)).toBe(await written(leader))
        } finally {
          await pair().ask(
            leader,
            `GRANT EXECUTE ON FUNCTION pg_catalog.set_config, pg_catalog.setval(regclass, bigint, boolean),
               pg_catalog.upper(text), pg_catalog.sha256 TO PUBLIC;`,
          )
          await pair().ask(leader, 'DROP EVENT TRIGGER watch;')
          await pair().ask(
            leader,
            'DROP SCHEMA odd, "resilient.loader" CASCADE; DROP OWNED BY odd; DROP ROLE odd;',
          )
        }
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE odd;')
      }, 200_000)

      it('dumps and loads whatever is set for the database', async () => {
        const { leader, fallback } = pair()
        const set = [
          'role TO staff',
          "statement_timeout = '1ms'",
          "DateStyle = 'SQL, DMY'",
          'standard_conforming_strings = off',
        ]
        const alter = 'ALTER DATABASE application'
        await pair().ask(
          leader,
          `CREATE ROLE dated VALID UNTIL '2030-06-05'; CREATE SCHEMA foo;
           SELECT set_config('search_path', 'Foo, public', false);
           ALTER ROLE dated SET search_path FROM CURRENT;
           ${alter} IS_TEMPLATE true; ${set.map((what) => `${alter} SET ${what};`).join('\n')}`,
        )
        // The second load drops a template.
        try {
          for (let loads = 0; loads < 2; loads++) {
            expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
            await pair().carry()
            expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
          }
          const seen = `SET ROLE NONE; SET statement_timeout = 0; SET DateStyle = ISO; SET timezone = 'UTC';
            SELECT rolvaliduntil, rolconfig FROM pg_roles WHERE rolname = 'dated';
            SELECT setconfig FROM pg_db_role_setting JOIN pg_database AS d ON d.oid = setdatabase
            WHERE setrole = 0;
            SELECT datname, datistemplate FROM pg_database WHERE datname LIKE 'application%';`
          const there = await pair().ask(fallback, seen)
          expect(there).toContain('2030-06-0')
          expect(there).toContain('{"search_path=foo, public"}')
          expect(there).toContain('application|t\n')
          expect(there).toBe((await pair().ask(leader, seen)).replace('Foo', 'foo'))
        } finally {
          await pair().ask(
            leader,
            `SET ROLE NONE; SET statement_timeout = 0; ${alter} IS_TEMPLATE false; DROP SCHEMA foo; DROP ROLE dated;
             ${set.map((what) => `${alter} RESET ${what.split(' ')[0]!};`).join('\n')}`,
          )
        }
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        await pair().ask(fallback, 'DROP ROLE dated;')
      }, 200_000)

      it('runs nothing as the superuser that a user wrote into its tables and views, or a domain', async () => {
        const { leader, fallback } = pair()
        const made = join(fallback.data, '../made')
        await pair().ask(
          leader,
          `CREATE ROLE eve; CREATE SCHEMA hers AUTHORIZATION eve; SET ROLE eve;
           CREATE DOMAIN hers.word AS text CHECK (CASE WHEN current_database() = 'application' THEN true
             WHEN value = 'x' THEN query_to_xml('SELECT lo_from_bytea(424242, ''x'')', true, true, '') IS NOT NULL
             ELSE query_to_xml('SELECT lo_export(424242, ''${made}'')', true, true, '') IS NOT NULL END);
           CREATE TABLE hers.parts (a hers.word) PARTITION BY LIST (a);
           CREATE TABLE hers.part_x PARTITION OF hers.parts FOR VALUES IN ('x');
           CREATE TABLE hers.part_y PARTITION OF hers.parts FOR VALUES IN ('y');
           INSERT INTO hers.parts VALUES ('x'), ('y');
           CREATE VIEW hers.literal AS SELECT '{x}'::hers.word[] AS x, '{y}'::hers.word[] AS y;
           CREATE FUNCTION hers.first(hers.word, text) RETURNS hers.word LANGUAGE sql AS 'SELECT $1';
           CREATE AGGREGATE hers.x(text) (sfunc = hers.first, stype = hers.word, initcond = 'x');
           CREATE AGGREGATE hers.y(text) (sfunc = hers.first, stype = hers.word, initcond = 'y');
           CREATE TABLE hers.tried (who text, what text);
           CREATE FUNCTION hers.try() RETURNS void LANGUAGE plpgsql AS $$
             DECLARE way text; how text;
             BEGIN
               FOREACH way IN ARRAY ARRAY['COPY (SELECT 1) TO PROGRAM ''touch ${made}''',
                 'CREATE RULE hers AS ON INSERT TO public.kept DO ALSO NOTIFY hers',
                 'ALTER TABLE public.kept ALTER a SET DEFAULT hers.evil(1)',
                 'GRANT ALL ON public.kept TO eve',
                 'INSERT INTO pg_resilient.relations SELECT 1, 1, NULL'] LOOP
                 BEGIN EXECUTE way; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
                 INSERT INTO hers.tried VALUES (current_user, how);
               END LOOP;
             END $$;
           CREATE FUNCTION hers.evil(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
             IF current_database() <> 'application' THEN PERFORM hers.try(); END IF; RETURN a; END $$;
           CREATE VIEW hers.view AS SELECT hers.evil(1) AS a;
           RESET ROLE;
           CREATE TABLE kept (a integer PRIMARY KEY CHECK (hers.evil(a) > 0)); INSERT INTO kept VALUES (1);
           CREATE TABLE indexed (a integer); INSERT INTO indexed VALUES (3);
           CREATE INDEX ON indexed (hers.evil(a));
           ALTER TABLE indexed ADD CHECK (hers.evil(a) > 0) NOT VALID;
           CREATE MATERIALIZED VIEW viewed AS SELECT * FROM hers.view;
           GRANT CREATE ON SCHEMA public TO eve;
           SET ROLE eve;
           CREATE TABLE hers.keyed (id integer PRIMARY KEY, word text);
           INSERT INTO hers.keyed VALUES (5, 'a');
           CREATE TABLE hers.words (v tsvector); INSERT INTO hers.words VALUES ('a');
           RESET ROLE;
           CREATE MATERIALIZED VIEW grouped AS SELECT id, word, hers.evil(id) AS made FROM hers.keyed GROUP BY id;
           CREATE INDEX ON grouped ((hers.evil(id) + hers.evil(7)));
           CREATE MATERIALIZED VIEW counted AS SELECT * FROM ts_stat('SELECT v FROM hers.words');
           CREATE MATERIALIZED VIEW as_xml AS SELECT query_to_xml('SELECT * FROM hers.words', true, true, '')::text;
           SET ROLE eve;
           ALTER TABLE hers.words RENAME TO words_before;
           CREATE VIEW hers.words AS SELECT CASE WHEN hers.evil(9) = 9 THEN v END AS v FROM hers.words_before;
           RESET ROLE;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        expect(existsSync(made)).toBe(false)
        const tried = await pair().ask(fallback, 'SELECT DISTINCT who, what FROM hers.tried;')
        expect(tried).toContain('resilient.loader|permission denied for alter table')
        expect(tried).toContain('resilient.loader|permission denied for create rule')
        expect(tried).toContain('resilient.loader|permission denied for grant')
        expect(tried).toContain('resilient.loader|permission denied for ')
        expect(tried).not.toMatch(/^postgres|\|done$/m)
        expect(await written(fallback)).toBe(await written(leader))
        await pair().ask(
          leader,
          'DROP TABLE kept, indexed CASCADE; DROP MATERIALIZED VIEW viewed, counted, as_xml; DROP OWNED BY eve CASCADE; DROP ROLE eve;',
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE eve;')
      }, 200_000)

      it('runs nothing as the superuser that is the same for every row, wherever the server computes it', async () => {
        const { leader, fallback } = pair()
        const made = join(fallback.data, '../made')
        const version = Number(await pair().ask(leader, 'SHOW server_version_num;'))
        await pair().ask(
          leader,
          `CREATE ROLE outsider; GRANT CREATE ON SCHEMA public TO outsider; CREATE SCHEMA o AUTHORIZATION outsider;
           SET ROLE outsider; SET search_path = o;
           CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
             COPY (SELECT 1) TO PROGRAM 'touch ${made}'; END $$;
           CREATE FUNCTION f(i integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
             IF current_database() <> 'application' THEN RAISE LOG 'f(%) runs as %.', i, current_user; END IF;
             IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN PERFORM o.g(); END IF;
             RETURN 0; END $$;
           CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
           CREATE TABLE key (id integer PRIMARY KEY, word text); INSERT INTO key VALUES (1, 'a');
           CREATE TABLE pa (a integer, b integer, c integer) PARTITION BY LIST ((a + f(1)));
           CREATE TABLE pa1 PARTITION OF pa FOR VALUES IN (1); INSERT INTO pa VALUES (1, 2, 1);
           CREATE INDEX pae ON pa ((b + f(2))); CREATE INDEX pap ON pa (b) WHERE b > f(3);
           CREATE TRIGGER fires AFTER INSERT ON pa FOR EACH ROW WHEN (NEW.a > o.f(4)) EXECUTE FUNCTION fires();
           ALTER TABLE pa1 DISABLE TRIGGER fires;
           ALTER TABLE pa ADD FOREIGN KEY (c) REFERENCES key; ALTER TABLE pa ADD CHECK (a >= f(5));
           CREATE STATISTICS st ON (a + f(6)), b FROM pa;
           CREATE RULE ru AS ON DELETE TO pa WHERE OLD.a > f(7) DO ALSO SELECT 1;
           ALTER TABLE pa ENABLE ROW LEVEL SECURITY; CREATE POLICY po ON pa USING (a > f(8)) WITH CHECK (b > f(9));
           COMMENT ON TABLE pa IS 'a'; COMMENT ON INDEX pae IS 'a'; COMMENT ON COLUMN pa.a IS 'a'; GRANT SELECT (a) ON pa TO staff;
           CREATE TABLE pl (a integer NOT NULL, b integer DEFAULT f(10)); INSERT INTO pl VALUES (1), (2);
           CREATE UNIQUE INDEX plu ON pl (a); ALTER TABLE pl REPLICA IDENTITY USING INDEX plu;
           CREATE INDEX ple ON pl ((b + f(11))) WHERE b >= f(12); CREATE INDEX plc ON pl (a); ALTER TABLE pl CLUSTER ON plc;
           ALTER TABLE pl ADD EXCLUDE USING btree ((a + f(13)) WITH =) WHERE (a > f(14));
           CREATE TRIGGER fires BEFORE UPDATE ON pl FOR EACH ROW EXECUTE FUNCTION fires(); ALTER TABLE pl ENABLE ALWAYS TRIGGER fires;
           CREATE MATERIALIZED VIEW mv AS SELECT id, word FROM key GROUP BY id; CREATE INDEX mve ON mv ((id + f(15)));
           ALTER MATERIALIZED VIEW mv CLUSTER ON mve;
           -- It stands behind a key, and so does what calls it.
           CREATE FUNCTION behind(i integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC
             SELECT (SELECT min(i) FROM (SELECT id, word FROM o.key GROUP BY id) AS k) + o.f(16); END;
           GRANT EXECUTE ON FUNCTION behind TO staff; REVOKE EXECUTE ON FUNCTION behind FROM PUBLIC;
           CREATE TABLE pb (a integer) PARTITION BY LIST (a); CREATE TABLE pb1 PARTITION OF pb FOR VALUES IN (1); INSERT INTO pb VALUES (1);
           CREATE INDEX pbe ON pb ((a + behind(17)));
           RESET ROLE; ${version < 150000 ? '' : 'CREATE PUBLICATION pu FOR TABLE o.pl WHERE (a > 0);'}`,
        )
        try {
          expect(await pair().dump()).toMatchObject({ status: 0 })
          await pair().carry()
          const from = pair().fallbackServer!.stderr.length
          const { status, stderr } = await pair().load()
          const log = pair().fallbackServer!.stderr.slice(from)
          expect(status, stderr + log).toBe(0)
          for (const which of [1, 2, 3, 11, 13, 15, 16]) {
            expect(log).toContain(`f(${which}) runs as resilient.loader.`)
          }
          expect(log).not.toMatch(/runs as (?!resilient\.loader\.)/)
          expect(existsSync(made)).toBe(false)
          expect(await written(fallback)).toBe(await written(leader))
        } finally {
          await pair().ask(
            leader,
            'DROP SCHEMA o CASCADE; DROP OWNED BY outsider; DROP ROLE outsider; DROP PUBLICATION IF EXISTS pu;',
          )
        }
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE outsider;')
      }, 200_000)

      it('computes what a function of a table’s owner reads without the policies that do not hold for that', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE ROLE owns; CREATE SCHEMA p AUTHORIZATION owns; SET ROLE owns; SET search_path = p;
           CREATE TABLE look (id integer, v text); INSERT INTO look SELECT i, 'v' || i FROM generate_series(1, 10) AS i;
           ALTER TABLE look ENABLE ROW LEVEL SECURITY; CREATE POLICY nobody ON look FOR SELECT USING (current_user = 'nobody');
           COMMENT ON POLICY nobody ON look IS 'none';
           CREATE FUNCTION f(integer) RETURNS text LANGUAGE sql IMMUTABLE SECURITY DEFINER AS 'SELECT v FROM p.look WHERE id = $1';
           CREATE VIEW seen AS TABLE look;
           CREATE FUNCTION through(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT v FROM p.seen WHERE id = $1';
           CREATE TABLE base (a integer, r regclass); INSERT INTO base SELECT i FROM generate_series(1, 10) AS i;
           CREATE INDEX ON base (f(a));
           CREATE MATERIALIZED VIEW mv AS SELECT a FROM base;
           CREATE INDEX ON mv (f(a)); CREATE UNIQUE INDEX ON mv (a) WHERE through(a) IS NOT NULL;`,
        )
        const seen = `SET enable_seqscan = off; SET search_path = p; SELECT count(*) FROM mv WHERE f(a) = 'v3';
          SELECT count(*) FROM base WHERE f(a) = 'v3'; SELECT a FROM mv WHERE a = 3 AND through(a) IS NOT NULL;`
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        expect(await pair().ask(fallback, seen)).toBe('1\n1\n3\n')
        expect(await written(fallback)).toBe(await written(leader))
        await pair().ask(leader, 'DROP SCHEMA p CASCADE; DROP ROLE owns;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE owns;')
      }, 120_000)

      it('has every constraint of the dump, or loads nothing', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE SCHEMA k; SET search_path = k;
           CREATE TABLE acc (id integer PRIMARY KEY, who text); INSERT INTO acc VALUES (1, 'a');
           CREATE FUNCTION chk(integer) RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC
             SELECT exists(SELECT id, who FROM acc GROUP BY id HAVING id = $1); END;
           CREATE TABLE tt (a integer CHECK (chk(a))); INSERT INTO tt VALUES (1);
           CREATE TABLE old (a integer); INSERT INTO old VALUES (-1); ALTER TABLE old ADD CONSTRAINT "k 1" CHECK (a > 0) NOT VALID;
           CREATE TABLE names (r regclass); INSERT INTO names VALUES ('acc_pkey');
           CREATE DOMAIN few AS integer; CREATE TABLE fews (a few); INSERT INTO fews VALUES (20);
           ALTER DOMAIN few ADD CONSTRAINT later CHECK (value < 10) NOT VALID;
           CREATE FOREIGN TABLE ft (a integer) SERVER far; ALTER TABLE ft ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
           -- The rows were let in by what it said before.
           CREATE TABLE z (a integer); CREATE FUNCTION zf(z) RETURNS boolean LANGUAGE sql AS 'SELECT true';
           ALTER TABLE z ADD CHECK (zf(z)); INSERT INTO z VALUES (50);
           CREATE OR REPLACE FUNCTION zf(z) RETURNS boolean LANGUAGE sql AS 'SELECT $1.a < 10';
           CREATE TABLE parts (a integer CHECK (a > 0), b integer REFERENCES acc) PARTITION BY LIST (a);
           CREATE TABLE part (b integer, a integer); ALTER TABLE part ADD CONSTRAINT other FOREIGN KEY (b) REFERENCES acc;
           ALTER TABLE part ADD CHECK (a > 0); ALTER TABLE part RENAME CONSTRAINT part_a_check TO parts_a_check;
           ALTER TABLE parts ATTACH PARTITION part FOR VALUES IN (1);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        const all = `SELECT conrelid::regclass, contypid::regtype, conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'k'::regnamespace AND conparentid = 0 ORDER BY conrelid::regclass::text, 2, 3;`
        expect(await pair().ask(fallback, all)).toBe(await pair().ask(leader, all))
        const views = join(fallback.backup, 'postgres.views.gz')
        const restore = keep(fallback.backup)
        const line = '-- constraint 6b 7474 74745f615f636865636b\n'
        const held = gunzipSync(readFileSync(views)).toString()
        expect(held).toContain(line)
        writeFileSync(views, gzipSync(held.replace(line, `${line}-- constraint 6b 7474 00\n`)))
        const sign = `"$0" '${fallback.backup}' >signature && mv signature '${fallback.backup}/backup.signature'`
        const signer = fallback.partition.path('bin/backup-signature')
        expect(
          await fallback.partition.run('sh', [
            '-c',
            `cd '${dirname(fallback.backup)}' && ${sign}`,
            signer,
          ]),
        ).toMatchObject({ status: 0 })
        const { status, stderr } = await pair().load()
        expect(status).toBe(1)
        expect(stderr).toContain('ERROR: constraints of the dump are missing')
        restore()
        await pair().ask(leader, 'DROP SCHEMA k CASCADE;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
      }, 120_000)

      it('runs what a user of the database wrote with no rights beyond the database', async () => {
        const { leader, fallback } = pair()
        const made = join(fallback.data, '../made')
        const ways = [
          `COPY hers.tried TO PROGRAM 'touch ${made}'`,
          `COPY hers.tried TO '${made}'`,
          `RESET SESSION AUTHORIZATION; RESET ROLE; COPY hers.tried TO '${made}'`,
          `SET ROLE postgres; COPY hers.tried TO '${made}'`,
          'ALTER ROLE mallory SUPERUSER',
          'GRANT pg_execute_server_program TO mallory',
          `ALTER SYSTEM SET archive_command = 'touch ${made}'`,
          "SELECT pg_read_file('PG_VERSION')",
          "SELECT runs('ALTER ROLE mallory SUPERUSER')",
          'CREATE TEMPORARY TABLE pg_proc (oid oid)',
          'UPDATE pg_resilient.made SET owner = 10',
        ]
        const attack = (what: string): string => `hers.attack('${what}')`
        // It is harmless where it is made, and tries each way where it is loaded.
        await pair().ask(
          leader,
          `CREATE FUNCTION runs(text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE $1; END';
           CREATE ROLE mallory; CREATE SCHEMA hers AUTHORIZATION mallory; SET ROLE mallory;
           CREATE TABLE hers.tried (what text, who text, how text);
           CREATE FUNCTION hers.try(what text, way text) RETURNS boolean LANGUAGE plpgsql AS $$
             DECLARE how text;
             BEGIN
               IF current_database() = 'application' THEN RETURN true; END IF;
               BEGIN
                 EXECUTE way;
                 how := 'done';
               EXCEPTION WHEN OTHERS THEN how := SQLERRM;
               END;
               -- The tables may not be there yet, or closed.
               BEGIN
                 INSERT INTO hers.tried VALUES (what, session_user || '/' || current_user, how);
               EXCEPTION WHEN OTHERS THEN RAISE LOG '%|%/%|%|', what, session_user, current_user, how;
               END;
               RETURN true;
             END $$;
           CREATE FUNCTION hers.attack(what text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
             BEGIN
               RETURN ${ways.map((way) => `hers.try(what, '${way.replaceAll("'", "''")}')`).join(' AND ')};
             END $$;
           CREATE DOMAIN hers.word AS text CHECK (${attack('domain')});
           CREATE TABLE hers.checked (id integer PRIMARY KEY, word hers.word,
             made boolean GENERATED ALWAYS AS (${attack('generated')}) STORED,
             CHECK (${attack('check')} OR id = 0));
           INSERT INTO hers.checked VALUES (1, 'a');
           CREATE INDEX ON hers.checked ((id > 0 AND ${attack('index')})) WHERE ${attack('predicate')};
           CREATE FUNCTION hers.fires() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM ${attack('trigger')}; RETURN NEW; END $$;
           CREATE TRIGGER fires BEFORE INSERT ON hers.checked FOR EACH ROW EXECUTE FUNCTION hers.fires();
           CREATE TABLE hers.ruled (id integer DEFAULT ${attack('default')}::integer);
           CREATE RULE rule AS ON INSERT TO hers.ruled DO ALSO SELECT ${attack('rule')};
           ALTER TABLE hers.checked ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
           CREATE POLICY policy ON hers.checked USING (${attack('policy')});
           CREATE MATERIALIZED VIEW hers.seen AS SELECT ${attack('view')};
           CREATE TABLE hers.later (id integer);
           CREATE FUNCTION hers.of_row(hers.later) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
             $$ BEGIN RETURN ${attack('check of a row')}; END $$;
           INSERT INTO hers.later VALUES (1);
           ALTER TABLE hers.later ADD CHECK (hers.of_row(later));
           CREATE TABLE hers.whole (id integer) PARTITION BY LIST (id);
           CREATE TABLE hers.part (id integer, CHECK (${attack('part')}));
           ALTER TABLE hers.whole ATTACH PARTITION hers.part FOR VALUES IN (1);
           CREATE TYPE hers.kind AS ENUM ('a');
           CREATE FUNCTION hers.to_number(hers.kind) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             $$ BEGIN RETURN CASE WHEN ${attack('cast')} THEN 1 END; END $$;
           CREATE CAST (hers.kind AS integer) WITH FUNCTION hers.to_number AS IMPLICIT;
           CREATE TABLE hers.points (kind hers.kind REFERENCES hers.checked (id));
           INSERT INTO hers.points VALUES ('a');
           CREATE STATISTICS hers.guess ON (id > 0 AND ${attack('statistics')}), id FROM hers.checked;`,
        )
        allow(leader, 'hers.checked')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        const tried = await pair().ask(
          fallback,
          'SELECT DISTINCT what, who, how FROM hers.tried ORDER BY 1, 2, 3;',
        )
        const whats = ['generated', 'cast']
        const plain = 'resilient.loader'
        for (const what of whats) expect(tried).toContain(`${what}|${plain}/${plain}|`)
        const log = pair().fallbackServer!.stderr
        expect(log).toContain(`part|postgres/${plain}|permission denied for create table|`)
        expect(log).toMatch(
          new RegExp(
            `part\\|postgres/${plain}\\|permission denied for \\w+ (?:made|pg_resilient)\\|`,
          ),
        )
        // Checks are for what is written, not for what is loaded.
        expect(tried).not.toMatch(/^(?:domain|check.*)\|/m)
        // What the server runs as its owner can not become another.
        expect(tried + log).not.toMatch(/\/postgres\|/)
        expect(tried + log).not.toMatch(/\|done\|?$/m)
        expect(existsSync(made)).toBe(false)
        const rights = `SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory';
          SELECT count(*) FROM pg_roles WHERE rolname = '${plain}';
          SELECT count(*) FROM pg_auth_members WHERE member = 'mallory'::regrole;`
        expect(await pair().ask(fallback, rights)).toBe('f\n0\n0\n')
        expect(await written(fallback)).toBe(await written(leader))
        await pair().ask(
          leader,
          'DROP OWNED BY mallory CASCADE; DROP ROLE mallory; DROP FUNCTION runs;',
        )
        allow(leader)
        // A backup keeps a role that the leader lacks, without power.
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE mallory;')
      }, 200_000)

      it('changes no role and no table of a superuser for a user who can give the load’s role away', async () => {
        const { leader, fallback } = pair()
        // Up to 14 who has the session may give its role to others, and no event trigger is asked.
        const trigger =
          'CREATE TRIGGER helpful BEFORE INSERT ON public.prized FOR EACH ROW EXECUTE FUNCTION hers.fires()'
        const ways = [
          'REVOKE helper FROM mallory, "resilient.loader"',
          'GRANT "resilient.loader" TO helper',
          'GRANT "resilient.loader" TO rep',
          'GRANT "resilient.loader" TO victim WITH ADMIN OPTION',
          'SET ROLE victim',
          'SET ROLE chief; ALTER DATABASE "application.new" SET work_mem = \'\'9MB\'\'; GRANT CREATE ON DATABASE "application.new" TO victim; RESET ROLE',
        ]
        await pair().ask(
          leader,
          `CREATE ROLE mallory; CREATE ROLE helper; CREATE ROLE rep REPLICATION; CREATE ROLE victim LOGIN; CREATE ROLE chief; CREATE ROLE maker CREATEROLE;
           CREATE ROLE other; GRANT helper, other TO mallory WITH ADMIN OPTION;
           ALTER DATABASE application OWNER TO chief;
           CREATE SCHEMA hers; GRANT ALL ON SCHEMA hers TO PUBLIC;
           CREATE TABLE prized (a integer); INSERT INTO prized VALUES (1); ALTER TABLE prized OWNER TO chief;
           CREATE TABLE indexed (a integer); INSERT INTO indexed VALUES (3);
           CREATE TABLE hers.tried (who text, how text); GRANT ALL ON hers.tried TO PUBLIC;
           CREATE FUNCTION hers.fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
           CREATE FUNCTION hers.try(way text) RETURNS void LANGUAGE plpgsql AS $$
             DECLARE how text;
             BEGIN
               BEGIN EXECUTE way; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
               INSERT INTO hers.tried VALUES (session_user || '/' || current_user, how || ': ' || left(way, 40));
             END $$;
           CREATE FUNCTION hers.as_helper() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT hers.try('${trigger}') $$;
           ALTER FUNCTION hers.as_helper() OWNER TO helper;
           CREATE FUNCTION hers.as_rep() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT hers.try('${trigger}') $$;
           ALTER FUNCTION hers.as_rep() OWNER TO rep;
           CREATE FUNCTION hers.as_victim() RETURNS void LANGUAGE sql SECURITY DEFINER AS
             $$ SELECT hers.try('ALTER ROLE victim PASSWORD ''known'''), hers.try('ALTER ROLE victim SET work_mem = ''9MB''') $$;
           ALTER FUNCTION hers.as_victim() OWNER TO victim;
           CREATE FUNCTION hers.as_mallory() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT hers.try('GRANT other TO victim') $$;
           ALTER FUNCTION hers.as_mallory() OWNER TO mallory;
           CREATE FUNCTION hers.as_maker() RETURNS void LANGUAGE sql SECURITY DEFINER AS
             $$ SELECT hers.try('ALTER ROLE other RENAME TO another'), hers.try('ALTER ROLE chief RENAME TO other'),
               hers.try('ALTER ROLE another RENAME TO chief') $$;
           ALTER FUNCTION hers.as_maker() OWNER TO maker;
           CREATE FUNCTION hers.evil(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
             IF current_database() <> 'application' THEN
               ${ways.map((way) => `PERFORM hers.try('${way}');`).join(' ')}
               PERFORM hers.as_helper(); PERFORM hers.as_rep(); PERFORM hers.as_victim(); PERFORM hers.as_mallory();
               PERFORM hers.as_maker();
             END IF;
             RETURN a; END $$;
           ALTER FUNCTION hers.evil(integer) OWNER TO helper;
           CREATE TABLE hers.made (a integer, b integer GENERATED ALWAYS AS (hers.evil(a)) STORED);
           ALTER TABLE hers.made OWNER TO helper; INSERT INTO hers.made VALUES (1);
           CREATE INDEX ON hers.made (hers.evil(a)); CREATE INDEX ON indexed (hers.evil(a));`,
        )
        allow(leader, 'hers.made')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        allow(leader)
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        const tried = await pair().ask(fallback, 'SELECT DISTINCT who, how FROM hers.tried;')
        for (const who of ['helper', 'rep']) {
          expect(tried).toContain(`resilient.loader/${who}|permission denied for create trigger`)
        }
        // It could do so much, and nothing of it lasts.
        expect(tried).toMatch(/\|done: ALTER ROLE victim PASSWORD/)
        expect(tried).toMatch(/\|done: ALTER ROLE chief RENAME/)
        expect(tried).toMatch(/\|done: GRANT other TO victim/)
        expect(tried).toMatch(/permission denied to set role "victim"/)
        expect(tried).toMatch(/permission denied to set role "chief"/)
        expect(tried).not.toMatch(/done: CREATE TRIGGER/)
        const left = `SELECT count(*) FROM pg_trigger WHERE tgname = 'helpful';
          SELECT rolname FROM pg_authid WHERE rolpassword IS NOT NULL;
          SELECT roleid::regrole, member::regrole FROM pg_auth_members WHERE member >= 16384
            AND 'victim'::regrole IN (member, roleid);`
        expect(await pair().ask(fallback, left)).toBe('0\n')
        expect(await written(fallback)).toBe(await written(leader))
        await pair().ask(
          leader,
          `DROP SCHEMA hers CASCADE; DROP TABLE prized, indexed; ALTER DATABASE application OWNER TO postgres;
           DROP ROLE mallory, helper, rep, victim, chief, other, maker;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE mallory, helper, rep, victim, chief, other, maker;')
      }, 200_000)

      it('writes nothing of the server’s own, and has no right that somebody else was given', async () => {
        const { leader, fallback } = pair()
        const made = join(fallback.data, '../made')
        const ways = [
          "UPDATE pg_catalog.pg_group SET groname = 'folk_old' WHERE groname = 'folk'",
          "UPDATE pg_catalog.pg_group SET groname = 'folk' WHERE groname = 'pg_execute_server_program'",
          "DELETE FROM information_schema.enabled_roles WHERE role_name = 'mallory'",
          "DELETE FROM pg_catalog.pg_stat_database_conflicts WHERE datname = 'application'",
          `SELECT lo_export(77, '${made}')`,
          "SELECT lo_import('PG_VERSION')",
          "SELECT public.dblink_connect_u('dbname=application')",
          'SET ROLE alice',
          'UPDATE public.shown SET rolsuper = true',
          'TABLE public.shown',
          'TABLE public.nested',
          'TABLE pg_authid',
          'TABLE pg_user_mapping',
          'TABLE public.elsewhere',
        ]
        // What the role may do, and PUBLIC may not.
        const more = `
          SELECT oid::regclass::text FROM pg_class CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS what
            WHERE (oid < 16384) AND relkind IN ('r', 'v') AND has_table_privilege(current_user, oid, what)
              AND NOT has_table_privilege('public', oid, what)
          UNION ALL SELECT oid::regprocedure::text FROM pg_proc
            WHERE has_function_privilege(current_user, oid, 'EXECUTE') AND NOT has_function_privilege('public', oid, 'EXECUTE')
          UNION ALL SELECT roleid::regrole::text FROM pg_auth_members WHERE member = quote_ident(current_user)::regrole`
        await pair().ask(
          leader,
          `CREATE EXTENSION dblink; CREATE ROLE mallory LOGIN; CREATE ROLE alice LOGIN; CREATE ROLE folk; GRANT folk TO mallory;
           GRANT EXECUTE ON FUNCTION lo_export(oid, text), lo_import(text), dblink_connect_u(text) TO alice;
           CREATE VIEW shown AS SELECT * FROM pg_authid; GRANT ALL ON shown TO alice; CREATE VIEW nested AS SELECT shown.* FROM shown, pg_roles AS r;
           CREATE FOREIGN TABLE elsewhere (a integer) SERVER far;
           CREATE TABLE precious AS SELECT 1 AS a; CREATE VIEW plain AS SELECT a FROM precious, pg_roles LIMIT 1;
           CREATE SCHEMA hers AUTHORIZATION mallory; SET ROLE mallory;
           SELECT lo_from_bytea(77, 'x'); CREATE TABLE hers.tried (way text, how text);
           CREATE FUNCTION hers.try(way text) RETURNS void LANGUAGE plpgsql AS $$
             DECLARE how text;
             BEGIN
               BEGIN EXECUTE way; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
               INSERT INTO hers.tried VALUES (way, how);
             END $$;
           CREATE FUNCTION hers.more() RETURNS void LANGUAGE sql AS $$ INSERT INTO hers.tried SELECT right_on, 'may' FROM (${more}) AS more (right_on) $$;
           CREATE FUNCTION hers.part(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
             IF session_user = 'resilient.loader' THEN
               ${[...ways, 'TABLE public.plain'].map((way) => `PERFORM hers.try('${way.replaceAll("'", "''")}');`).join(' ')}
               PERFORM hers.more();
             END IF;
             RETURN x; END $$;
           CREATE TABLE hers.parted (a integer, r regclass) PARTITION BY LIST (hers.part(a));
           CREATE TABLE hers.parted1 PARTITION OF hers.parted FOR VALUES IN (1); INSERT INTO hers.parted VALUES (1);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        const seen = "SELECT DISTINCT way FROM hers.tried WHERE how IN ('done', 'may') ORDER BY 1;"
        expect(await pair().ask(fallback, seen)).toBe('TABLE public.plain\n')
        const count = 'SELECT count(DISTINCT way) FROM hers.tried;'
        expect(await pair().ask(fallback, count)).toBe(`${ways.length + 1}\n`)
        expect(existsSync(made)).toBe(false)
        expect(await written(fallback)).toBe(await written(leader))
        // Nor does a load that fails.
        await pair().ask(
          leader,
          `CREATE FUNCTION hers.stops(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             $$ BEGIN IF current_database() <> 'application' THEN RAISE EXCEPTION 'stop'; END IF; RETURN x; END $$;
           CREATE INDEX ON hers.parted1 (hers.stops(a)); INSERT INTO precious VALUES (2);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await pair().ask(fallback, 'TABLE precious;')).toBe('1\n')
        await pair().ask(
          leader,
          `SELECT lo_unlink(77); DROP SCHEMA hers CASCADE; DROP VIEW nested, shown, plain; DROP FOREIGN TABLE elsewhere; DROP TABLE precious;
           DROP EXTENSION dblink; REVOKE ALL ON FUNCTION lo_export(oid, text), lo_import(text) FROM alice; DROP ROLE mallory, alice, folk;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE mallory, alice, folk;')
      }, 200_000)

      it('leaves other databases as they are, whoever a load acts as, and nothing set for a role in any', async () => {
        const { leader, fallback } = pair()
        const set = 'SET search_path = s, public'
        const ways = [
          'ALTER DATABASE application RENAME TO elsewhere',
          'ALTER DATABASE application ALLOW_CONNECTIONS false',
          'ALTER DATABASE "application.new" RENAME TO elsewhere',
          ...['application', '"application.new"', 'postgres'].map(
            (name) => `ALTER ROLE bob IN DATABASE ${name} ${set}`,
          ),
        ]
        await pair().ask(
          leader,
          `CREATE ROLE dba CREATEDB; CREATE ROLE bob LOGIN; CREATE SCHEMA s; GRANT ALL ON SCHEMA s TO PUBLIC;
           ALTER DATABASE application OWNER TO dba; ALTER ROLE bob IN DATABASE application SET work_mem = '6MB';
           CREATE TABLE s.tried (how text); GRANT ALL ON s.tried TO PUBLIC;
           CREATE FUNCTION s.try(way text) RETURNS void LANGUAGE plpgsql AS $$
             DECLARE how text;
             BEGIN
               BEGIN EXECUTE way; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
               INSERT INTO s.tried VALUES (how || ': ' || way);
             END $$;
           CREATE FUNCTION s.as_owner(way text) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT s.try(way)';
           ALTER FUNCTION s.as_owner(text) OWNER TO dba;
           CREATE FUNCTION s.as_bob(way text) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT s.try(way)';
           ALTER FUNCTION s.as_bob(text) OWNER TO bob;
           CREATE FUNCTION s.g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
             IF session_user = 'resilient.loader' THEN
               ${['try', 'as_owner', 'as_bob'].map((as) => ways.map((way) => `PERFORM s.${as}('${way}');`).join(' ')).join(' ')}
             END IF; END $$;
           CREATE FUNCTION s.f(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN PERFORM s.g(); RETURN 1; END';
           CREATE TABLE s.part (x integer) PARTITION BY LIST (s.f(x));
           CREATE TABLE s.part1 PARTITION OF s.part FOR VALUES IN (1); INSERT INTO s.part VALUES (1);`,
        )
        const databases = `SELECT datname, datdba::regrole, datallowconn FROM pg_database WHERE datname !~ '^template' ORDER BY 1;
          SELECT setrole::regrole, datname, setconfig FROM pg_db_role_setting JOIN pg_database AS d ON d.oid = setdatabase
            WHERE setrole = 'bob'::regrole;`
        const expected = 'application|dba|t\npostgres|postgres|t\nbob|application|{work_mem=6MB}\n'
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        await pair().ask(
          fallback,
          "CREATE ROLE bob; ALTER ROLE bob IN DATABASE postgres SET work_mem = '7MB';",
        )
        for (let loads = 0; loads < 2; loads++) {
          const { status, stderr } = await pair().load()
          expect(status, stderr).toBe(0)
          const tried = await pair().ask(fallback, 'SELECT DISTINCT how FROM s.tried;')
          expect(tried).toMatch(/^done: ALTER ROLE bob IN DATABASE postgres/m)
          expect(tried).toMatch(/^must be owner of database application: ALTER DATABASE/m)
          expect(tried).not.toMatch(/^done: .*ALTER DATABASE/m)
          expect(await pair().ask(fallback, databases)).toBe(expected)
        }
        // Once rows are there, it fails.
        await pair().ask(
          leader,
          `CREATE FUNCTION s.stops(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             $$ BEGIN IF current_database() <> 'application' THEN RAISE EXCEPTION 'stop'; END IF; RETURN x; END $$;
           CREATE INDEX ON s.part1 (s.stops(x));`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await pair().ask(fallback, databases)).toBe(expected)
        // One that is killed gives nothing back, and the next one does.
        const killed = fallback.partition.start(fallback.script)
        const owner = "SELECT datdba::regrole FROM pg_database WHERE datname = 'application';"
        await until('a load', async () => (await pair().ask(fallback, owner)) === 'postgres\n')
        await killed.killAll('SIGKILL')
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await pair().ask(fallback, databases)).toBe(expected)
        await pair().ask(
          leader,
          `DROP SCHEMA s CASCADE; ALTER DATABASE application OWNER TO postgres; DROP ROLE dba, bob;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE dba, bob;')
      }, 200_000)

      it('gives nobody what others own, whoever a load acts as', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE ROLE alice; CREATE ROLE mallory; CREATE SCHEMA s; GRANT ALL ON SCHEMA s TO PUBLIC;
           CREATE TABLE s.tried (how text); GRANT ALL ON s.tried TO PUBLIC;
           SET ROLE alice;
           CREATE TABLE s.hers (a integer); CREATE TYPE s.kind AS ENUM ('a'); CREATE SEQUENCE s.next; CREATE VIEW s.seen AS SELECT 1 AS a;
           CREATE FUNCTION s.secret() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
           CREATE MATERIALIZED VIEW s.kept AS SELECT 1 AS a;
           RESET ROLE; GRANT alice TO mallory; SET ROLE mallory;
           CREATE FUNCTION s.g(x integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS $$
             DECLARE how text;
             BEGIN
               IF session_user = 'resilient.loader' THEN
                 BEGIN REASSIGN OWNED BY alice TO mallory; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
                 INSERT INTO s.tried VALUES (how);
                 BEGIN DROP OWNED BY alice; how := 'done'; EXCEPTION WHEN OTHERS THEN how := SQLERRM; END;
                 INSERT INTO s.tried VALUES (how);
               END IF; RETURN 1; END $$;
           CREATE FUNCTION s.f(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN RETURN s.g(x); END';
           CREATE TABLE s.part (x integer) PARTITION BY LIST (s.f(x));
           CREATE TABLE s.part1 PARTITION OF s.part FOR VALUES IN (1); INSERT INTO s.part VALUES (1);`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        const tried = await pair().ask(fallback, 'SELECT DISTINCT how FROM s.tried ORDER BY 1;')
        expect(tried).toMatch(/^permission denied for drop owned\nunexpected classid \d+\n$/)
        expect(await written(fallback)).toBe(await written(leader))
        const none = "SELECT count(*) FROM pg_shdepend WHERE classid = 'pg_shdepend'::regclass;"
        expect(await pair().ask(fallback, none)).toBe('0\n')
        await pair().ask(leader, 'DROP SCHEMA s CASCADE; DROP ROLE alice, mallory;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        await pair().ask(fallback, 'DROP ROLE alice, mallory;')
      }, 120_000)

      it('has the roles of a dump whose load failed or was killed, beside the rows of before', async () => {
        const { leader, fallback } = pair()
        const user = '"app ""user"""'
        const bring = async (): Promise<void> => {
          expect(await pair().dump()).toMatchObject({ status: 0 })
          await pair().carry()
        }
        const seen = (): Promise<string> =>
          pair().ask(
            fallback,
            `SELECT rolname, rolcanlogin, rolpassword IS NOT NULL FROM pg_authid
               WHERE rolname IN ('app "user"', 'recent', 'later') ORDER BY 1;
             SELECT coalesce(to_regclass('parted')::text, 'the rows of before');`,
          )
        // What stops the load, and what goes on in it: both in the rows, and then as an index is made.
        await pair().ask(
          leader,
          `CREATE ROLE recent; ALTER ROLE ${user} NOLOGIN;
           CREATE FUNCTION act() RETURNS void LANGUAGE plpgsql AS
             $$ BEGIN IF session_user = 'resilient.loader' THEN RAISE EXCEPTION 'stop'; END IF; END $$;
           CREATE FUNCTION part(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             'BEGIN PERFORM act(); RETURN 1; END';
           CREATE FUNCTION waits(x integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
             $$ BEGIN IF current_database() <> 'application' THEN PERFORM pg_sleep(60); END IF; RETURN x; END $$;
           CREATE TABLE parted (x integer) PARTITION BY LIST (part(x));
           CREATE TABLE parted1 PARTITION OF parted FOR VALUES IN (1); INSERT INTO parted VALUES (1);
           CREATE INDEX ON parted1 (waits(x));`,
        )
        await bring()
        const restore = keep(fallback.backup)
        writeFileSync(join(fallback.backup, 'backup.signature'), '')
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await seen()).toBe('app "user"|t|f\nthe rows of before\n')
        restore()
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await seen()).toBe('app "user"|f|f\nrecent|f|f\nthe rows of before\n')

        await pair().ask(
          leader,
          `CREATE ROLE later; ALTER ROLE ${user} LOGIN;
           CREATE OR REPLACE FUNCTION act() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
             BEGIN
               IF session_user = 'resilient.loader' THEN ALTER ROLE ${user} PASSWORD 'known'; END IF;
             END $$;
           ALTER FUNCTION act OWNER TO ${user};`,
        )
        await bring()
        const killed = fallback.partition.start(fallback.script)
        const known = 'app "user"|t|t\nlater|f|f\nrecent|f|f\nthe rows of before\n'
        await until('what the rows ran', async () => (await seen()) === known)
        await killed.killAll('SIGKILL')
        // After a takeover nothing is loaded that could take it back.
        const begun = fallback.partition.path('srv/takeover_begun')
        writeFileSync(begun, '')
        expect(await pair().load()).toMatchObject({ status: 1 })
        expect(await seen()).toBe(known)
        rmSync(begun)

        await pair().ask(
          leader,
          'DROP TABLE parted; DROP FUNCTION part, waits, act; DROP ROLE recent, later;',
        )
        await bring()
        expect(await pair().load()).toMatchObject({ status: 0 })
        expect(await seen()).toContain('app "user"|t|f\n')
        await pair().ask(fallback, 'DROP ROLE recent, later;')
      }, 120_000)

      it('names stored columns that a load may compute to something else, and dumps them where that is allowed', async () => {
        const { leader } = pair()
        await pair().ask(
          leader,
          `CREATE FUNCTION day_of(timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS 'SELECT $1::date';
           CREATE FUNCTION whose(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT current_user::text';
           CREATE EXTENSION citext;
           CREATE TABLE "com puted" (id integer, at timestamptz, f float8, r real, p point, b bytea, n numeric, c citext,
             plain integer GENERATED ALWAYS AS (id + 1) STORED, worth float8 GENERATED ALWAYS AS (f * 2) STORED,
             number text GENERATED ALWAYS AS (n::text) STORED, small text GENERATED ALWAYS AS (lower(c::text)) STORED,
             same boolean GENERATED ALWAYS AS (c = 'x') STORED,
             day date GENERATED ALWAYS AS (day_of(at)) STORED, who text GENERATED ALWAYS AS (whose(id)) STORED,
             words text GENERATED ALWAYS AS (f::text) STORED, behind text GENERATED ALWAYS AS (f || '') STORED, less text GENERATED ALWAYS AS ((r + 1)::text) STORED,
             place text GENERATED ALWAYS AS (p::text) STORED);
           CREATE DOMAIN price AS float8; CREATE TEXT SEARCH CONFIGURATION own (COPY = english);
           CREATE TABLE more (p price, b bytea, w text, i integer, of_domain text GENERATED ALWAYS AS (p::text) STORED,
             element text GENERATED ALWAYS AS (xmlserialize(CONTENT xmlelement(NAME a, p) AS text)) STORED,
             xml xml GENERATED ALWAYS AS (xmlelement(NAME a, b)) STORED,
             plain xml GENERATED ALWAYS AS (xmlelement(NAME a, i)) STORED,
             vector tsvector GENERATED ALWAYS AS (to_tsvector('own', w)) STORED,
             english tsvector GENERATED ALWAYS AS (to_tsvector('english', w)) STORED);
           CREATE EXTENSION cube;
           CREATE TABLE set_by (c cube, i interval, at timestamptz, r regclass, d date, cubed text GENERATED ALWAYS AS (c::text) STORED,
             span xml GENERATED ALWAYS AS (xmlelement(NAME a, i)) STORED, listed xml GENERATED ALWAYS AS (xmlforest(r, d)) STORED,
             moment xml GENERATED ALWAYS AS (xmlelement(NAME a, at)) STORED, dated xml GENERATED ALWAYS AS (xmlelement(NAME a, d)) STORED);`,
        )
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        expect(stderr.match(/(?<=as a load finds it: )\w+/g)?.sort(), stderr).toEqual([
          'behind',
          'cubed',
          'day',
          'element',
          'less',
          'listed',
          'moment',
          'of_domain',
          'place',
          'span',
          'vector',
          'who',
          'words',
          'xml',
        ])
        allow(leader, 'public.com_puted', 'public.more', 'public.set_by')
        expect(await pair().dump()).toMatchObject({ status: 0 })
        allow(leader)
        await pair().ask(
          leader,
          `DROP TABLE "com puted", more, set_by; DROP FUNCTION day_of, whose; DROP EXTENSION citext, cube;
           DROP DOMAIN price; DROP TEXT SEARCH CONFIGURATION own;`,
        )
      }, 120_000)

      it('names what no load takes, which nothing allows, and loads under settings of its own', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE TABLE base (id integer); INSERT INTO base VALUES (1), (2);
           CREATE DOMAIN must AS integer NOT NULL; CREATE TABLE other (id integer, n must); INSERT INTO other VALUES (1, 1);
           CREATE MATERIALIZED VIEW outside AS SELECT b.id, n FROM base AS b LEFT JOIN other USING (id);
           CREATE MATERIALIZED VIEW inside AS SELECT b.id, n FROM base AS b JOIN other USING (id);
           CREATE MATERIALIZED VIEW node AS SELECT adbin FROM pg_attrdef LIMIT 1;
           CREATE TABLE doc (x xml, y xml[], z xml); INSERT INTO doc VALUES (xmlelement(NAME a, chr(1)), NULL, NULL),
             (xmlelement(NAME a, E'\\t'), ARRAY[xmlelement(NAME b, chr(8))], xmlelement(NAME b, '\\b'));
           CREATE MATERIALIZED VIEW columnless AS SELECT FROM base;
           BEGIN ISOLATION LEVEL SERIALIZABLE;
           GRANT CREATE ON SCHEMA public TO german;
           SET LOCAL ROLE german;
           CREATE FUNCTION isolated() RETURNS integer LANGUAGE sql SET transaction_isolation = 'serializable' AS 'SELECT 1';
           RESET ROLE;
           REVOKE CREATE ON SCHEMA public FROM german;
           ALTER ROLE german SET transaction_isolation = 'serializable';
           COMMIT;
           CREATE FUNCTION usual() RETURNS integer LANGUAGE sql SET transaction_isolation = 'read committed' AS 'SELECT 1';`,
        )
        allow(leader, '*')
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        const whole = '; not allowed by allow-inexact-dump'
        expect(stderr.match(/public\..*/g)?.sort()).toEqual([
          'public.columnless: its rows stay behind, since it has no columns; allowed',
          `public.doc: no load takes what is not XML: x${whole}`,
          `public.doc: no load takes what is not XML: y${whole}`,
          `public.isolated(): no load takes a function that sets transaction_isolation=serializable${whole}`,
          `public.node: no load takes values of pg_node_tree: adbin${whole}`,
          `public.outside: no load takes NULL of a domain that is NOT NULL: n${whole}`,
        ])
        await pair().ask(
          leader,
          `DROP FUNCTION isolated; DROP MATERIALIZED VIEW columnless, node, outside; UPDATE doc SET x = '', y = NULL;
           CREATE MATERIALIZED VIEW content AS SELECT xmlconcat('<a/>', '<b/>') AS x;
           ${['isolation = serializable', 'deferrable = on', 'read_only = on']
             .map((setting) => `ALTER DATABASE application SET default_transaction_${setting};`)
             .join(' ')}
           ALTER DATABASE application SET xmloption = 'document';`,
        )
        allow(leader)
        expect(await pair().dump()).toMatchObject({ status: 0, stderr: '' })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0, stderr: '' })
        const seen =
          "TABLE content; SELECT proconfig FROM pg_proc WHERE proname = 'usual'; TABLE inside; SELECT x::text, z::text FROM doc;"
        expect(await pair().ask(fallback, seen)).toBe(await pair().ask(leader, seen))
        await pair().ask(
          leader,
          `BEGIN READ WRITE; DROP MATERIALIZED VIEW content, inside; DROP TABLE base, other, doc; DROP DOMAIN must; DROP FUNCTION usual;
           ALTER ROLE german RESET transaction_isolation; ALTER DATABASE application RESET xmloption;
           ALTER DATABASE application RESET default_transaction_isolation;
           ALTER DATABASE application RESET default_transaction_deferrable;
           ALTER DATABASE application SET default_transaction_read_only = off; COMMIT;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
      }, 120_000)

      it('names what a load finds as the server has it, and a column that may be NULL in a child alone', async () => {
        const { leader } = pair()
        await pair().ask(
          leader,
          `ALTER TEXT SEARCH CONFIGURATION pg_catalog.english ALTER MAPPING FOR asciiword WITH simple;
           ALTER TEXT SEARCH DICTIONARY pg_catalog.german_stem (stopwords = '');
           CREATE TABLE strict (a integer NOT NULL, b integer NOT NULL); CREATE TABLE loose () INHERITS (strict); ALTER TABLE loose ALTER a DROP NOT NULL;`,
        )
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        const altered = "it was altered, and a load finds the server's own; not allowed"
        const { length } = stderr.match(/it was altered/g) ?? []
        expect(length, stderr).toBe(2)
        expect(stderr).toContain(`pg_catalog.english: ${altered}`)
        expect(stderr).toContain(`pg_catalog.german_stem: ${altered}`)
        expect(stderr).toContain(
          'public.loose: it may be NULL here, and not after a load, as in what it inherits from: a; not',
        )
        await pair().ask(
          leader,
          `ALTER TEXT SEARCH CONFIGURATION pg_catalog.english ALTER MAPPING FOR asciiword WITH english_stem;
           ALTER TEXT SEARCH DICTIONARY pg_catalog.german_stem (stopwords = 'german'); DROP TABLE strict CASCADE;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 60_000)

      it('names what another server counts, orders or checks otherwise, and dumps that where it is allowed', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE TABLE parent (a integer); CREATE TABLE child (x integer) INHERITS (parent); CREATE TABLE below () INHERITS (child);
           ALTER TABLE parent ADD b integer; CREATE TABLE fits (c integer) INHERITS (parent); INSERT INTO child VALUES (1, 2, 3);
           CREATE TABLE of_child (old child); INSERT INTO of_child SELECT child FROM child;
           CREATE TABLE "de tached" (b integer, a integer); ALTER TABLE "de tached" INHERIT parent;
           CREATE TABLE parted (a integer, b integer) PARTITION BY LIST (a);
           CREATE TABLE part (b integer, a integer); ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN (1);
           CREATE TABLE key (a integer PRIMARY KEY); CREATE TABLE points (a integer REFERENCES key);
           ALTER TABLE points DISABLE TRIGGER ALL;
           CREATE TABLE outbox (id serial, by xid8 DEFAULT pg_current_xact_id(), place pg_lsn, list xid[], none xid8);
           INSERT INTO outbox (place, list) VALUES (pg_current_wal_lsn(), '{1}');
           CREATE ROLE gone; CREATE TABLE rights (a aclitem, b aclitem[], c regrole);
           INSERT INTO rights VALUES ('gone=r/postgres', '{postgres=r/gone}', 'gone'), ('staff=r/postgres', '{=r/staff}', 'staff');
           DROP ROLE gone;`,
        )
        allow(leader, '*')
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        const order = 'its columns are in another order after a load; allowed'
        const counts = 'it counts what this server did, and another server counts anew'
        const whole = '; not allowed by allow-inexact-dump'
        expect(stderr.match(/public\..*/g)?.sort()).toEqual([
          `public.below: ${order}`,
          `public.child: ${order}`,
          `public.de_tached: ${order}`,
          `public.outbox: ${counts}: by; allowed`,
          `public.outbox: ${counts}: list; allowed`,
          `public.outbox: ${counts}: place; allowed`,
          'public.points: a constraint that is not checked here is checked after a load: points_a_fkey; allowed',
          `public.rights: a name that no load finds: c; allowed`,
          `public.rights: no load takes a right of a role that is gone: a${whole}`,
          `public.rights: no load takes a right of a role that is gone: b${whole}`,
        ])
        await pair().ask(leader, "DELETE FROM rights WHERE c::text ~ '^[0-9]';")
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        const columns = `SELECT attrelid::regclass, string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute
          WHERE attnum > 0 AND NOT attisdropped AND attrelid IN ('fits'::regclass, 'part'::regclass) GROUP BY 1 ORDER BY 1; TABLE rights;`
        expect(await pair().ask(fallback, columns)).toBe(await pair().ask(leader, columns))
        await pair().ask(
          leader,
          'DROP TABLE parent, of_child CASCADE; DROP TABLE parted, points, key, outbox, rights;',
        )
        allow(leader)
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 120_000)

      it('loads partitions that another server puts elsewhere, statistics that cannot be known, and views by their names', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          `CREATE TYPE kind AS ENUM ('a', 'b', 'c', 'd'); CREATE TABLE hashed (k kind[], a integer) PARTITION BY HASH (k);
           ${[0, 1, 2].map((i) => `CREATE TABLE hashed${i} PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER ${i});`).join(' ')}
           INSERT INTO hashed SELECT ARRAY[k], 1 FROM unnest(enum_range(NULL::kind)) AS k;
           CREATE TABLE archived (a integer) PARTITION BY LIST (a); CREATE TABLE archived1 PARTITION OF archived FOR VALUES IN (1);
           CREATE FOREIGN TABLE archived2 PARTITION OF archived FOR VALUES IN (2) SERVER far; INSERT INTO archived VALUES (1);
           CREATE TABLE zero (a integer); CREATE STATISTICS by_zero ON (1 / a) FROM zero; INSERT INTO zero VALUES (0);
           CREATE SCHEMA "s t"; CREATE SCHEMA s;
           CREATE MATERIALIZED VIEW "s t".u AS SELECT 1 AS a WITH NO DATA; CREATE MATERIALIZED VIEW s."t u" AS SELECT 1 AS a;`,
        )
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const { status, stderr } = await pair().load()
        expect(status, stderr).toBe(0)
        const seen = `SELECT * FROM hashed ORDER BY 1; SELECT * FROM archived1; TABLE zero;
          SELECT oid::regclass, relispopulated FROM pg_class WHERE relkind = 'm' ORDER BY oid::regclass::text;`
        expect(await pair().ask(fallback, seen)).toBe(await pair().ask(leader, seen))
        const known =
          "SELECT reltuples FROM pg_class WHERE relname IN ('hashed', 'archived1') ORDER BY relname;"
        expect(await pair().ask(fallback, known)).toBe('1\n4\n')
        await pair().ask(
          leader,
          'DROP TABLE hashed, archived, zero; DROP TYPE kind; DROP SCHEMA s, "s t" CASCADE;',
        )
      }, 120_000)

      it('dumps no default that stands before the index that it names', async () => {
        const { leader } = pair()
        const other = pair().deploy('defaults', 'export')
        const server = await pair().serve(other)
        try {
          await pair().ask(
            other,
            `CREATE TABLE ii (a integer); CREATE INDEX iix ON ii (a); CREATE SEQUENCE q;
             CREATE TABLE one (b regclass DEFAULT 'iix'::regclass);`,
          )
          expect(await other.partition.run(other.script)).toMatchObject({ status: 0 })
          await pair().ask(
            other,
            `DROP TABLE one; CREATE TABLE two (a integer DEFAULT nextval('q'), b regclass DEFAULT 'iix'::regclass);`,
          )
          const { status, stderr } = await other.partition.run(other.script)
          expect(status).toBe(1)
          expect(stderr).toContain('before the index that it names: DEFAULT public two b')
        } finally {
          await server.killAll('SIGQUIT')
        }
        expect(leader.data).not.toBe(other.data)
      }, 120_000)

      it('looks at rows as of the moment that it dumps', async () => {
        const { leader, fallback } = pair()
        await pair().ask(
          leader,
          'CREATE TABLE aa (o oid); CREATE TABLE zz (o oid); INSERT INTO zz VALUES (1);',
        )
        const [program, ...args] = leader.client
        const other = leader.partition.start(program!, args)
        other.child.stdin?.write("BEGIN; LOCK TABLE zz IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        await until('the lock', () => other.stdout.includes('held'))
        const exporter = leader.partition.start(leader.script)
        const waits =
          "SELECT count(*) FROM pg_locks WHERE relation = 'zz'::regclass AND NOT granted;"
        await until('the look at zz', async () => (await pair().ask(leader, waits)) === '1\n')
        await pair().ask(leader, "INSERT INTO aa SELECT 'aa'::regclass::oid;")
        other.child.stdin?.end('ROLLBACK;\n')
        const { status, stderr } = await exporter.ended
        expect(status, stderr).toBe(0)
        await pair().carry()
        expect(await pair().load()).toMatchObject({ status: 0 })
        expect(await pair().ask(fallback, 'SELECT count(*) FROM aa;')).toBe('0\n')
        expect((await pair().dump()).stderr).toContain(
          'public.aa: a number of this server is another one after a load: o',
        )
        await pair().ask(leader, 'DROP TABLE aa, zz;')
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 120_000)

      it('waits for a materialized view that a transaction keeps for a stated time, and says which it is', async () => {
        const { leader } = pair()
        const exporter = readFileSync(leader.script, 'utf8')
        const [program, ...args] = leader.client
        const keep = (): ReturnType<typeof leader.partition.start> => {
          const other = leader.partition.start(program!, args)
          other.child.stdin?.write("BEGIN; GRANT SELECT ON by_key TO german; SELECT 'held';\n")
          return other
        }
        let other = keep()
        await until('the lock', () => other.stdout.includes('held'))
        try {
          writeFileSync(leader.script, exporter.replaceAll('300000', '2000'))
          const { status, stderr } = await pair().dump()
          expect(status).toBe(1)
          expect(stderr).toContain('another session keeps locked: public.by_key')
          await other.killAll('SIGKILL')
          other = keep()
          await until('the lock', () => other.stdout.includes('held'))
          writeFileSync(leader.script, exporter)
          const dumped = pair().dump()
          setTimeout(() => other.child.stdin?.end('ROLLBACK;\n'), 4000)
          expect(await dumped).toMatchObject({ status: 0 })
        } finally {
          writeFileSync(leader.script, exporter)
          await other.killAll('SIGKILL')
        }
      }, 60_000)

      it('names a table in a schema of the server’s own, and a transaction that is prepared', async () => {
        const { leader } = pair()
        await pair().ask(leader, 'CREATE TABLE information_schema.kept (a integer);')
        const { status, stderr } = await pair().dump()
        expect(status).toBe(1)
        expect(stderr).toContain(
          'information_schema.kept: it stays behind, since it is in a schema',
        )
        await pair().ask(leader, 'DROP TABLE information_schema.kept;')
        const other = pair().deploy('prepared', 'export')
        let server = await pair().serve(other)
        try {
          await pair().ask(other, 'ALTER SYSTEM SET max_prepared_transactions = 2;')
          await server.kill('SIGINT')
          server = await pair().serve(other)
          await pair().ask(
            other,
            "CREATE TABLE a (a integer); BEGIN; INSERT INTO a VALUES (1); PREPARE TRANSACTION 'half way';",
          )
          const told = 'transaction.half_way: it is prepared, and stays behind; not allowed'
          const outcome = await other.partition.run(other.script)
          expect(outcome).toMatchObject({ status: 1 })
          expect(outcome.stderr).toContain(told)
          await pair().ask(other, "COMMIT PREPARED 'half way';")
          expect(await other.partition.run(other.script)).toMatchObject({ status: 0, stderr: '' })
        } finally {
          await server.killAll('SIGQUIT')
        }
      }, 120_000)

      it('waits for a table that another session keeps for a stated time, and says which it is', async () => {
        const { leader } = pair()
        const exporter = readFileSync(leader.script, 'utf8')
        expect(exporter).toContain('300000')
        const [program, ...args] = leader.client
        const other = leader.partition.start(program!, args)
        try {
          writeFileSync(leader.script, exporter.replaceAll('300000', '2000'))
          other.child.stdin?.write(database.hold)
          await until('the lock', () => Promise.resolve(other.stdout.includes('held')))
          const { status, stderr } = await pair().dump()
          expect(status).toBe(1)
          expect(stderr).toContain(
            'while another session keeps locked: public.thing, the last dump stays',
          )
        } finally {
          writeFileSync(leader.script, exporter)
          await other.killAll('SIGKILL')
        }
        expect(await pair().dump()).toMatchObject({ status: 0 })
      }, 60_000)

      it('asks whether the server is there, and whether a load left what it took the place of', async () => {
        const { leader, fallback } = pair()
        const from = pair().leaderServer.stderr.length
        // The partition's user is no role of the server's.
        const asked = await leader.partition.run('sh', ['-c', `PGUSER=slapuser0 ${leader.alive}`])
        expect(asked).toMatchObject({ status: 0 })
        const left = fallback.partition.path('bin/postgres-left')
        expect(await fallback.partition.run(left)).toMatchObject({ status: 0, stderr: '' })
        await pair().ask(fallback, 'CREATE DATABASE "application.old";')
        const { status, stderr } = await fallback.partition.run(left)
        expect(status).toBe(1)
        expect(stderr).toContain('application.old is there still')
        await pair().ask(fallback, 'DROP DATABASE "application.old";')
        expect(await fallback.partition.run(left)).toMatchObject({ status: 0, stderr: '' })
        expect(pair().leaderServer.stderr.slice(from)).not.toContain('FATAL')
      }, 60_000)

      it('leaves a role that the leader lacks without power, and settings as the leader has them', async () => {
        const { fallback } = pair()
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        await pair().ask(
          fallback,
          `CREATE ROLE stray SUPERUSER LOGIN PASSWORD 'x'; GRANT stray TO staff;
           ALTER ROLE staff SET work_mem = '7MB'; ALTER ROLE postgres SET work_mem = '7MB';`,
        )
        expect(await pair().load()).toMatchObject({ status: 0 })
        const stray = `SELECT rolsuper, rolcanlogin, rolpassword FROM pg_authid
          WHERE rolname = 'stray';`
        expect(await pair().ask(fallback, stray)).toBe('f|f|\n')
        await pair().ask(fallback, 'DROP ROLE stray;')
        expect(await pair().loaded()).toBe(await pair().rows())
      }, 120_000)

      it('changes no role of one that took over, whoever runs the importer', async () => {
        const { fallback } = pair()
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const begun = fallback.partition.path('srv/takeover_begun')
        const role = 'ALTER ROLE "app ""user"""'
        await pair().ask(fallback, `${role} PASSWORD 'new';`)
        writeFileSync(begun, '')
        try {
          const { status, stderr } = await pair().load()
          expect(status).toBe(1)
          expect(stderr).toContain('a takeover was begun: the data here stays as it is')
          const passwords = 'SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL;'
          expect(await pair().ask(fallback, passwords)).toBe('1\n')
        } finally {
          rmSync(begun)
          await pair().ask(fallback, `${role} PASSWORD NULL;`)
        }
      }, 60_000)

      it('loads a dump of before, which had no roles with it', async () => {
        const { fallback, leader } = pair()
        const policy = 'POLICY positive ON owned'
        const mapping = 'USER MAPPING FOR staff SERVER far'
        await pair().ask(leader, `DROP ${policy}; DROP ${mapping};`)
        expect(await pair().dump()).toMatchObject({ status: 0 })
        await pair().carry()
        const restore = keep(fallback.backup)
        for (const name of database.beside) rmSync(join(fallback.backup, name))
        const signature = join(fallback.backup, 'backup.signature')
        writeFileSync(
          signature,
          readFileSync(signature, 'utf8').replace(/^.*(?:globals|rows|views).*\n/gm, ''),
        )
        expect(await pair().load()).toMatchObject({ status: 0 })
        const owner = "SELECT relowner::regrole FROM pg_class WHERE relname = 'owned';"
        expect(await pair().ask(fallback, owner)).toBe('postgres\n')
        restore()
        expect(await pair().load()).toMatchObject({ status: 0 })
        expect(await pair().ask(fallback, owner)).toBe('staff\n')
        await pair().ask(
          leader,
          `CREATE ${policy} TO "app ""user""" USING (id > 0); CREATE ${mapping};`,
        )
      }, 120_000)
    })
  },
)
