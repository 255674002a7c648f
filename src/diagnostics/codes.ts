// The table of the codes. Knows nothing else.

/**
 * Every code a finding can bear, with what it means in a line. `docs/diagnostics.md` explains each;
 * a test holds that page to this table.
 */
export const codes = {
  // The command line
  'bad-flag': 'a flag is unknown, misspelt or has a value it cannot have',
  'bad-configuration': 'resilient.ini has a section, option or value that no component has',
  'unreadable-file': 'a file cannot be read',
  'unwritable-file': 'a file cannot be written',
  'too-large': 'an input is larger than the stated limit',
  'secret-shown': 'a rendered profile shows a secret where people look at it',
  internal: 'a defect of slapos-resilient itself',

  // Components
  'bad-name': 'a namebase that a reference cannot hold',
  'bad-count': 'a count that is not a whole number from 1 to 100,000',
  'bad-argument': 'an argument that is not of the kind it must be',
  'duplicate-section': 'two components would write one section',
  'same-type': 'leader and backups have one software type',
  'part-unlisted': 'a request of a component is not among the parts of its root',
  'option-lost': 'an option given to a request is lost: the request sets its own',

  // Reading instance parameters
  'xml-syntax': 'the XML is not well-formed, or is no instance document',
  'xml-doctype': 'the XML has a DOCTYPE, which is refused',
  'bad-encoding': 'the bytes are not text in the encoding that the document declares',
  'json-syntax': 'the text is not JSON, or not an object of parameters',
  'json-number': 'a JSON number that would be changed by reading it',
  'duplicate-parameter': 'a parameter is given twice',

  // SLA
  'sla-malformed': 'a magic key without its key or its SLA name',
  'sla-unmatched': 'a magic key that matches no request',

  // Values in profiles
  'reserved-parameter': 'a parameter has a name that the wiring uses',
  'bad-option-name': 'a parameter name that the dialect cannot hold',
  'bad-value': 'a value that the chosen encoding cannot hold',

  // Reading profiles
  'profile-syntax': 'a line of a profile is no section, option, comment or continued value',
  'profile-header': 'a profile has text before its first section',
  'profile-condition': 'the condition of a section is no expression that buildout accepts',
  'condition-untold': 'the condition of a section asks for what only the node can tell',
  'extends-unreadable': 'a profile that is extended cannot be read',
  'extends-unread': 'a profile that is extended is not read: it would have to be fetched',
  'extends-loop': 'a profile extends itself',
  'macro-missing': 'a section inherits a section that no profile has',
  'macro-loop': 'a section inherits itself',

  // Checking profiles
  'part-missing': 'a part has no section',
  'part-recipe': 'the section of a part has no recipe',
  'reference-section': 'a reference to a section that no profile has',
  'reference-option': 'a reference to an option that the section does not have',
  'reference-loop': 'an option refers to itself',
  'reference-syntax': 'a reference that buildout refuses',
  'reference-open': 'a reference that no brace closes',
  'reference-dollar': 'a reference without its dollar, which stays as text',
  'recipe-unknown': 'a recipe that is nearly the name of one, and is none',
  'recipe-option': 'a section lacks an option that its recipe needs',
  'comment-value': 'a comment behind a value, which buildout takes for a part of it',
  'option-added': 'a += or -= that meets nothing, and makes an option of its own',
  'option-twice': 'an option is set twice in one section of one file, to different values',
  'parts-dropped': 'parts are set anew, and those of an extended profile dropped',
  'parts-lost': 'parts are lost between two extended profiles that both add to a third one’s',
  'buildout-lookalike': 'a section that looks like [buildout], or an option like one of its own',
  'level-jinja': 'a reference for the instance level in a profile that Jinja2 renders',
  'level-software': 'a software-level profile refers to a section of the instance',
  'extends-reference': 'an instance profile extends a reference, which nobody fills in',
  'component-missing': 'there is no exporter or importer, or nothing writes its wrapper',
  'component-wrapper': 'an exporter or importer has no wrapper',
  'component-part': 'what makes a component resilient is not among the parts',
  'switch-entry': 'a software type leads to no profile',
  'type-missing': 'a software type that is described or requested, and that no switch has',
  'context-line': 'a line of a context or an import-list that the recipe refuses',
  'count-differs': 'a component has one number of instances here and another there',
  'hash-entry': 'a file of a release is not in its buildout.hash.cfg',
  'callback-list': 'a notification starts more than one callback',
  'notify-spaces': 'notify has white space that makes an empty URL',
  'equeue-lockfile': 'the lockfile of equeue does not end in .lock',
  'keygen-binary': 'the keygen-binary has no openssh in its path',
  'ssh-url-slash': 'an ssh URL has two slashes before its path',
  'url-ipv4': 'a URL has an IPv4 host in brackets',
  'software-script': 'a script of the software is looked for in the instance',
  'grep-name': 'a script has grep look for the name of a variable',
  'fixed-port': 'a port that is the same in every import',
  'wrong-md5sum': 'an md5sum does not fit its file, or is not an MD5 sum',
  'url-file': 'a url beside the profile leads to a folder, or to a file that is not there',
  'stale-hash': 'a buildout.hash.cfg is out of date',

  // Values of instance parameters
  'bad-clone-number': 'resilient-clone-number is not the number of backups',
  'bad-periodicity': 'resiliency-backup-periodicity is no crontab line',
  'never-runs': 'a crontab line that no moment fits',
  'nth-weekday': 'a crontab line that the cron of a SlapOS node reads in a way of its own',
  'next-runs': 'when the next backups begin',
  'bad-retention': 'remove-backup-older-than is no time that rdiff-backup takes',
  'sla-lookalike': 'a parameter that looks like a magic key and is none',
  'sla-unknown': 'an SLA name that the SlapOS master does not know',
  'sla-empty': 'a magic key without a value, which asks for nothing',
  'sla-mode': 'a mode that the SlapOS master does not know',
  'shared-fate': 'requests that are there to outlive each other are on one computer or network',

  // A new software release
  'existing-file': 'a file is there already and would be overwritten',

  // The software's schema
  'schema-broken': 'a file is no JSON schema, or refers to nothing',
  'schema-skipped': 'what part of a schema asks for is not checked',
  'schema-serialisation': 'parameters are written in a form that the software does not read',
  'schema-value': 'a value that the software’s schema refuses',
  'schema-missing': 'a parameter that the software’s schema requires',
  'schema-unknown': 'a parameter that the software’s schema does not have',

  // A stack author's own Jinja2 templates
  'template-syntax': 'a template that Jinja2 would not read',
  'template-undefined': 'a template uses a name or an attribute that has no value',
  'template-value': 'a template does something with a value that the value does not allow',
  'template-import': 'a template imports or includes one that is not there',
  'template-limit': 'a template loops, grows or nests beyond the stated limit',
} as const satisfies Record<string, string>

/** The code of a finding: one of {@link codes}. */
export type Code = keyof typeof codes
