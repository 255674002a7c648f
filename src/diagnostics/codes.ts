// The table of the codes: what each means, and what to do. Knows nothing else.

type Rows = Record<string, readonly [means: string, todo: string]>

/** Of another release for what runs: what a comparison alone finds. */
const ofMoves = {
  'switch-renamed': [
    "the part that goes on with an instance's type has another name: buildout knows nothing of what an instance has, chooses every port again and uninstalls nothing, so the old takeover page goes on listening with the old password",
    'keep the old name, in the header and in `parts`',
  ],
  'request-lost': [
    'a request is no longer made, or under another name: its instance runs on by itself, or a new one begins without data',
    'keep the name that the master knows; destroy by hand what is no longer wanted',
  ],
  'request-new': ['a request that was not made before', 'nothing: it is a new instance'],
  'archive-lost': [
    'a pull starts a new archive, and the old one is no longer pulled',
    'keep its `config-name`',
  ],
  'type-lost': [
    'the switch no longer has a software type that instances of the old release have',
    'keep its line in the switch, beside the new one',
  ],
  'compared-less': [
    'a release is only partly compared with another, since not all of one can be read',
    'check all of it out: the folder of the release, the stack and the components that it extends',
  ],
  'part-lost': [
    'no part leads any more to a section that the old release installs and that still exists',
    'name it in `parts`, or remove it',
  ],
  'port-section-lost': [
    'the section that holds a port has another name, or is gone: another port is chosen',
    "keep the section's name",
  ],
  'port-range-changed': [
    'the range of a port no longer holds the old one: a running instance keeps its port',
    'nothing, or open the new ports where a firewall knows the old',
  ],
  'key-lost': [
    'a key is no longer published, or no longer asked for',
    'publish it too, or change who asks for it',
  ],
  'section-lost': [
    'a profile refers to a section or option that the old release has, or changes a section that nothing uses any more',
    'take the name that the new stack has',
  ],
  'promise-renamed': [
    'a promise has another name, or is gone',
    'nothing: its history in the monitor starts again',
  ],
} as const satisfies Rows

/**
 * What a finding's code means, and what to do about it, in Markdown. `docs/diagnostics.md` shows
 * this table; a test holds it to it, and writes it there (`npx vitest run test/tables -u`).
 */
const table = {
  // The command line
  'bad-flag': [
    'a flag is unknown, misspelt or has a value it cannot have',
    'take the hint, or see `--help`',
  ],
  'bad-configuration': [
    '`resilient.ini` has a section, option or value that no component has',
    'name options like the flags: `count`, `export-type`, …',
  ],
  'unreadable-file': [
    'a file cannot be read',
    'paths are taken from the folder the command runs in; those in `resilient.ini` from its own',
  ],
  'unwritable-file': [
    'a file cannot be written',
    'the old file is as it was; make room or choose another path',
  ],
  'too-large': [
    'an input is larger than 16 MiB, or than `--max-size` says, or holds more than is read',
    '`--max-size MIB` raises the limit of a file, if it is meant to be so large; those of what it holds (levels, parameters, characters of YAML) are fixed',
  ],
  'secret-shown': [
    'a rendered profile shows a secret where people look at it',
    'write it to a file with `-o`',
  ],
  internal: [
    'a defect of slapos-resilient itself',
    'report it with the command line and the input',
  ],

  // Components
  'bad-name': [
    'a namebase that a reference cannot hold',
    'ASCII letters, digits, `-`, `.`, `_`; not `pbs`, whose magic keys would mean two requests',
  ],
  'bad-count': [
    'a count that is not a whole number from 1 to 100,000',
    'count every instance, the leader too',
  ],
  'bad-argument': ['an argument of the wrong kind', 'see what was expected'],
  'duplicate-section': [
    'two components would write one section, or request one instance',
    'rename the second',
  ],
  'same-type': [
    'leader and backups have one software type',
    'a type that exports and another that imports: `shop-export`, `shop-import`',
  ],
  'part-unlisted': [
    'a root calls `replicated.replicate()` for a component, and its `[buildout] parts` do not list what that requests: nothing would ask for it',
    '`{{ parts.replicate(NAME, COUNT) }}` below `parts +=`, with the same name and count',
  ],
  'option-lost': [
    'an option given to a request, in `[ArgLeader]`, `[ArgBackup]` or in leaderArgs, backupArgs, is lost: the request sets its own',
    "for `return`, the monitor's return (`--monitor-return NAME`, `monitor_parameter_dict={'return': […]}`); for `sla-mode`, a magic key (`-sla-runner0-mode`); the wiring's own are not yours to set",
  ],

  // Reading instance parameters
  'xml-syntax': [
    'the XML is not well-formed, or is not an instance document',
    '`<instance>`, and in it nothing but `<parameter id="…">text</parameter>`',
  ],
  'xml-doctype': [
    'the XML has a DOCTYPE',
    'remove it: its own entities are a way to read files and to fill memory',
  ],
  'bad-encoding': [
    'the bytes are not text in the encoding that the document declares',
    'save it as UTF-8',
  ],
  'json-syntax': ['the text is not JSON, or not an object of parameters', '`{"NAME": value, …}`'],
  'json-number': [
    'a number in JSON or YAML that would be changed by reading it',
    'write whole numbers past 2^53 - 1 as text',
  ],
  'yaml-syntax': [
    'the text is not YAML, or not a mapping of parameters',
    '`NAME: value`, as `slapos request --parameters-file` reads it',
  ],
  'yaml-value': [
    'a value or a name in YAML that instance parameters cannot have: a date, a tag, an endless alias',
    'write it as text, in quotes',
  ],
  'duplicate-parameter': ['a parameter is given twice', 'keep one'],

  // SLA
  'sla-malformed': [
    'a magic key without its key or its SLA name',
    '`-sla-KEY-NAME`, such as `-sla-1-computer_guid`',
  ],
  'name-twice': [
    'a root and what it requests request one name twice: the master has one instance of a name, given what was requested last',
    'give each a name of its own, or request it once and hand on what it returns',
  ],
  'sla-unmatched': [
    'a magic key that matches no request',
    'take the hint; ids count from 0, the leader',
  ],

  // Values of instance parameters
  'bad-clone-number': [
    '`resilient-clone-number` is not the number of backups',
    'a whole number: of `--count 3` it is 2',
  ],
  'bad-periodicity': [
    '`resiliency-backup-periodicity` is not a crontab line',
    'five fields: minute, hour, day of the month, month, weekday; no `@hourly`, no seconds',
  ],
  'never-runs': [
    'a crontab line that never matches',
    'take the hint, or leave it out for a backup every hour (on the public stack: once a day)',
  ],
  'nth-weekday': [
    'a crontab line that cron on a SlapOS node reads in its own way',
    'leave the day of the month or the weekday as `*`; or mean it: `0 3 1 * mon` is the first Monday',
  ],
  'next-runs': ['when the next backups begin', 'nothing, if these are the times that were meant'],
  'bad-retention': [
    '`remove-backup-older-than` is not a time that rdiff-backup accepts, or is a number without a letter',
    '`2W`, `1D12h`, `3B` (backups), `2026-01-31`, `now`',
  ],
  'parameter-lookalike': [
    "a parameter's name is almost that of one that the stack reads, so that its value has no effect",
    'take the hint; a parameter of your own is not looked at where a `--schema` names it',
  ],
  'sla-lookalike': [
    'a parameter that looks like a magic key but is not one',
    'take the hint: `-sla-KEY-NAME`',
  ],
  'sla-unknown': ['an SLA name that the SlapOS master does not know', 'take the hint'],
  'sla-empty': [
    'a magic key without a value, which asks for nothing and takes the default mode away',
    'give it a value, or leave it out',
  ],
  'sla-value': [
    'the value of a magic key is not text: null, true, a list, …',
    'put it in quotes, or leave the key out',
  ],
  'sla-padded': [
    'the value of a magic key begins or ends with white space, and so matches nothing that the master has',
    'take the hint: the value without it',
  ],
  'sla-mode': ['a mode that the SlapOS master does not know', '`unique_by_network`'],
  'shared-fate': [
    'requests that should outlive each other are on one computer or network',
    'name another for one of them',
  ],

  // The software's schema
  'schema-broken': [
    'a file is not a JSON schema, or refers to something that does not exist',
    'correct the schema at the place shown',
  ],
  'schema-skipped': [
    'what part of a schema asks for is not checked',
    'download what it refers to, and refer to the file',
  ],
  'schema-serialisation': [
    'parameters are written in a form that the software does not read',
    'see what was expected: one `<parameter id="_">` with JSON, or a `<parameter>` each',
  ],
  'schema-value': ["a value that the software's schema refuses", 'see what was expected'],
  'schema-missing': ["a parameter that the software's schema requires", 'give it'],
  'schema-unknown': ["a parameter that the software's schema does not have", 'take the hint'],

  // Values in profiles
  'reserved-parameter': [
    'a parameter has a name that the wiring uses',
    'give it another name: as it is, it is left out',
  ],
  'bad-option-name': [
    'a parameter name that the dialect cannot hold',
    'no white space, `=`, `:`, brackets or braces, no `+` or `-` at the end',
  ],
  'bad-value': [
    'a value that the chosen encoding cannot hold',
    '`--encoding py` holds every JSON value; plain text alone fits stock zc.buildout',
  ],

  // A new software release, and the stack
  'existing-file': [
    '`init` would overwrite a file',
    "choose another folder with `--directory`, or with `--stack` for the stack; what is there is its author's",
  ],
  'edited-stack': [
    'a file of the stack folder was edited, or was not written by any version that the command knows',
    'put what is yours [into the release](make-resilient.md#the-stack-folder); remove an edited file, and `stack` writes it again',
  ],
  'newer-stack': [
    'a newer version of the command wrote the stack folder',
    'use that version, or a newer one; to go back, restore the folder from your version control',
  ],
  'stale-stack': [
    'a file of the stack folder is not as this version writes it: an older one, one that is missing, or one with CR LF line ends',
    'run `slapos-resilient stack`; for line ends, keep git from changing them (`-text` in `.gitattributes`)',
  ],

  // Reading profiles
  'profile-syntax': [
    'a line of a profile is not a section, option, comment or continued value',
    'begin options at the margin, as `name = value`; indent what continues a value',
  ],
  'profile-header': [
    'a profile has text before its first section',
    'begin with `[section]`; save the file without a byte order mark',
  ],
  'profile-condition': [
    'the condition of a section is not an expression that buildout accepts',
    'in `[name:expression]`, use the names that buildout gives: `sys`, `os`, `platform`, `re`, `python3`, `linux`, `bits64`, …',
  ],
  'condition-unresolved': [
    'the condition of a section depends on something that only the node knows',
    'nothing: what the section contains counts neither as present nor as missing',
  ],
  'extends-unreadable': [
    'a profile that is extended cannot be read',
    "names are relative to the folder of the profile that extends them; only information where it is SlapOS's own (`../../stack/…`) and there is no such folder",
  ],
  'extends-unread': [
    'a profile that is extended is not read: it would have to be fetched',
    'nothing, or check with a copy of it',
  ],
  'extends-loop': ['a profile extends itself', 'move what both need into a third profile'],
  'macro-missing': [
    'a section inherits a section that no profile has',
    'correct the name, or give it with `--given`',
  ],
  'macro-loop': ['a section inherits itself', 'remove one `<=` of the loop'],

  // Checking profiles
  'part-missing': ['a part has no section', 'correct the name, or add the section'],
  'part-recipe': [
    'the section of a part has no recipe',
    'give it a `recipe`, or take it out of `parts`',
  ],
  'reference-section': [
    'a reference to a section that no profile has',
    'correct the name, or give it with `--given`',
  ],
  'reference-option': [
    'a reference to an option that the section does not have',
    'correct the name; a request provides what its `return` lists as `connection-NAME`',
  ],
  'reference-loop': [
    'an option refers to itself',
    'give one option of the loop a value of its own',
  ],
  'reference-syntax': [
    'a reference that buildout refuses',
    'write `${section:option}`; `$${` for a dollar and a brace',
  ],
  'reference-open': [
    'a reference that no brace closes: it stays as text, or runs into the next one',
    '`${section:option}`',
  ],
  'reference-dollar': [
    '`{section:option}`, where the section has that option: it stays as text',
    'a dollar before the brace',
  ],
  'recipe-unknown': [
    "a recipe whose name is nearly that of one of SlapOS's, but is not one",
    'take the hint',
  ],
  'recipe-option': [
    'a section lacks an option that its recipe needs',
    'set it, or take the hint where it is misspelt',
  ],
  'option-slip': [
    'a name that no recipe reads, near to one that the recipe of its section does: an option, an SLA name, a promise',
    'take the hint; what something else reads is left alone where a profile refers to it',
  ],
  'serialised-value': [
    'a value behind `!py!` that is not a Python literal',
    'give `dumps` a value: nothing sets the name, or it is a function',
  ],
  'comment-value': [
    'a comment after a value, or between parts: it is read as part of the value',
    'put the comment on a line of its own, at the margin',
  ],
  'option-indented': [
    'an option that is indented: it is read as one more line of the value above',
    'begin the line at the margin',
  ],
  'option-added': [
    '`+=` or `-=` beside the `=` of the same section: it creates an option named `eggs +`',
    'write all of it after `=`',
  ],
  'option-twice': [
    'an option is set twice in one section of one file, to different values; of two `+=`, under a condition or not, the first is lost',
    'keep one: only the last counts',
  ],
  'output-twice': [
    'two parts write the same file: the later one counts, until an update brings the other back',
    'give each a file of its own',
  ],
  'parts-dropped': [
    "parts are set again, and those of an extended profile are dropped: only information, except in an exporter's or importer's profile that drops more than what rotates the monitor's own logs",
    '`parts +=`, unless it is meant',
  ],
  'parts-lost': [
    "two extended profiles both name parts, or add to those of a third, and the later one removes the earlier one's: what an importer's profile loses to the stack's for importers is not reported, since a backup runs nothing of the software itself",
    'name them in `parts +=` of the profile that extends both, or in `parts -=` if they are meant to be left out',
  ],
  'section-lookalike': [
    'a section that nothing reads, nearly named as one that the node or the monitor’s template gives',
    'take the hint',
  ],
  'buildout-lookalike': [
    'a section that looks like [buildout], or an option like one of its own: buildout reads neither, and says nothing',
    'take the hint, or refer to it: a section that is referred to is not reported',
  ],
  'level-jinja': [
    'a reference for the instance level in a profile that Jinja2 renders',
    'one dollar: a rendered profile is read once',
  ],
  'level-software': [
    'a software-level profile refers to a section of the instance, or has it write into the folder of the software',
    'two dollars: `$${section:option}`',
  ],
  'extends-reference': [
    'an instance profile extends a reference, which nothing fills in',
    'the path of a profile; where the software level fills it in, every reference for the instance is `$${`',
  ],
  'component-missing': [
    'there is no `[exporter]` or `[importer]`, or nothing writes its wrapper',
    '`[exporter]` with a recipe that writes `${:wrapper}`',
  ],
  'component-wrapper': [
    'an exporter or importer has no wrapper',
    '`wrapper = $${rootdirectory:bin}/$${slap-parameter:namebase}-exporter`, or `-importer`',
  ],
  'component-part': [
    'what makes a component resilient is not among the parts',
    'add the part that is named',
  ],
  'switch-entry': [
    'a software type does not lead to a profile: it is not `section:option`, or there is none of that name',
    '`NAME = SECTION:output`, without a dollar',
  ],
  'type-missing': [
    'a software type that software.cfg.json describes, or a profile requests, and that no switch has',
    'take the hint, or add an entry to the switch',
  ],
  'connection-missing': [
    'a request asks for what the software type of the same release never publishes, so it waits for ever',
    'take the hint, or publish it in the profile of the type',
  ],
  'context-line': [
    'a line of `context` or `import-list` that the recipe refuses, or that gives no value',
    '`KIND NAME EXPRESSION`',
  ],
  'component-differs': [
    'a component is in the root but not in resilient.ini, or the other way round',
    'one name in both: what is planned is what is requested',
  ],
  'count-differs': [
    'a component has one number of instances in its parts, and another in its requests or in resilient.ini',
    'one number everywhere',
  ],
  'template-extension': [
    'a template has a tag that Jinja2 knows only through an extension, and the section that renders it does not name it',
    '`extensions = jinja2.ext.do` in that section, as reported',
  ],
  'type-differs': [
    'a component has one software type in its requests, and another in resilient.ini',
    'one name everywhere',
  ],
  'instance-unbuilt': [
    'no part of software.cfg leads to the section that creates `instance.cfg`, so no instance has a profile',
    'name the section in `parts`',
  ],
  'instance-eggs': [
    'the profile that an instance runs first does not name the folders of eggs of its software, and its own are empty',
    '`eggs-directory = ${buildout:eggs-directory}`, and the same for `develop-eggs-directory`, as the software level fills them in',
  ],
  'serialisation-differs': [
    'software.cfg.json has the parameters in JSON, and the instance reads them as XML',
    'the recipe of [slap-configuration] that knows JSON, or the other serialisation',
  ],
  'hash-entry': [
    'a section of buildout.hash.cfg from which no section makes a file, or a file without an entry there',
    'take the hint; `slapos-resilient hash` writes the sum',
  ],
  'callback-list': [
    'a notification starts more than one callback',
    'give one script that runs them in turn',
  ],
  'importer-bypassed': [
    'a notification does not lead to the load',
    'leave `callback-list`, `[import-run]` and `[import-load]` as they are; a check of your own goes into `[post-notification-run]`',
  ],
  'safety-bypassed': [
    'a profile changes a section of the stack so that a check, a promise or a password is no longer asked for, or leaves out its part',
    'leave it as it is in the stack: what is yours is called by `[exporter]`, `[importer]` and `[post-notification-run]`',
  ],
  'override-idle': [
    'a profile changes a section or an option that only the public stack has: nothing reads it',
    'take the name in the hint, or leave it out',
  ],
  'notify-spaces': [
    'notify has white space that creates an empty URL',
    'exactly one space between two URLs, none around them',
  ],
  'equeue-lockfile': ['the lockfile of equeue does not end in .lock', 'end its name in `.lock`'],
  'keygen-binary': [
    'the keygen-binary does not have openssh in its path',
    'take `ssh-keygen` of the openssh component',
  ],
  'ssh-url-slash': [
    'an ssh URL has two slashes before its path',
    'one slash: rdiff-backup 2.2 and later refuse two',
  ],
  'url-ipv4': [
    'a URL has an IPv4 host in brackets',
    'an IPv6 host: the URLs of the stack are `http://[host]:port`',
  ],
  'software-script': [
    'a script of the software is expected in the instance',
    "address it in the software's `${buildout:bin-directory}`",
  ],
  'grep-name': ['a script makes grep look for the name of a variable', '`grep "$NAME"`'],
  'fixed-port': [
    'a port that is the same in every import instance',
    '`slapos.cookbook:free_port`, with a range for each instance number: two import instances may share an address',
  ],
  'wrong-md5sum': [
    'an md5sum does not fit its file, or is not an MD5 sum (`...`)',
    '`slapos-resilient hash`',
  ],
  'url-file': [
    'a `url`, `template` or `input` beside the profile leads to a folder, or to a file that is not there',
    'correct it, or the `filename` that it takes its name from',
  ],
  'ignore-unknown': [
    'a comment that should ignore a finding, but names a code that does not exist, or is not written like this',
    '`# slapos-resilient: ignore[CODE]`, with the code in brackets after the finding',
  ],
  'ignore-unused': [
    'a comment that ignores nothing',
    'remove it, or put it on the line of the finding or the line before',
  ],
  'stale-hash': ['a buildout.hash.cfg is out of date', '`slapos-resilient hash`'],

  ...ofMoves,

  // A stack author's own templates
  'template-syntax': [
    'a template that Jinja2 would not read: a tag that is not closed, an unknown filter',
    'see the place; an unknown filter or test gets the nearest name',
  ],
  'template-undefined': [
    'a template uses a name or an attribute that has no value',
    'take the hint, give it with `--context` or `--parameters`, or write `| default(…)`',
  ],
  'template-value': [
    'a template does something with a value that the value does not allow, such as `"a" + 1`',
    'see the place: convert a value of the wrong kind (`|string`, `|int`), test before what may be missing, empty or zero (`if`, `|default`), and write in another way what is not supported here',
  ],
  'template-import': [
    'a template imports or includes one that does not exist',
    '`--import alias=path`, or put the file beside the template',
  ],
  'template-limit': [
    'a template loops, grows or nests beyond the stated limit',
    'correct the loop; for steps and sizes, `check` and `render template` take `--max-steps` and `--max-output`',
  ],
} as const satisfies Rows

/** The code of a finding: one of {@link codes}. */
export type Code = keyof typeof table

/** The codes of what a comparison of two releases alone finds. */
export const moveCodes: ReadonlySet<Code> = new Set(Object.keys(ofMoves) as Code[])

/** Every code that a finding can bear, with what it means. */
export const codes = column(0)

/** What to do about a finding, by its code. */
export const remedies = column(1)

function column(index: 0 | 1): Readonly<Record<Code, string>> {
  const rows = Object.entries(table).map(([code, row]) => [code, row[index]])
  return Object.fromEntries(rows) as Record<Code, string>
}
