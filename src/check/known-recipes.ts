// The recipes that SlapOS has, and the options that they demand, as data. Knows nothing else.

/** The version of slapos.cookbook that is known. */
export const cookbookVersion = '1.0.499'

/**
 * The entry points of slapos.cookbook, and what each reads without asking whether it is there; of two
 * names with a bar between them, either.
 */
export const cookbook: Readonly<Record<string, readonly string[]>> = {
  addresiliency: ['wrapper-takeover', 'namebase', 'takeover-triggered-file-path'],
  apacheperl: [
    ...['access-log', 'error-log', 'htdocs', 'httpd-binary', 'httpd-conf', 'ip', 'lock-file'],
    ...['pid-file', 'port', 'wrapper'],
  ],
  apachephp: ['htdocs', 'httpd-binary', 'httpd-conf', 'php-ini-dir', 'tmp-dir', 'wrapper'],
  apacheproxy: [
    ...['access-log', 'error-log', 'httpd-binary', 'httpd-conf', 'ip', 'lock-file'],
    ...['pid-file', 'port', 'url', 'wrapper'],
  ],
  cdninstancenode: [
    ...['server-url', 'computer-id', 'partition-id', 'instance-db-path'],
    ...['requestinstance-db-path', 'domain-validation-db-path'],
  ],
  certificate_authority: [
    ...['ca-certs', 'ca-dir', 'ca-newcerts', 'ca-private', 'openssl-binary'],
    ...['requests-directory', 'wrapper'],
  ],
  'certificate_authority.request': [
    ...['ca-certs', 'ca-private', 'cert-file', 'key-file', 'requests-directory'],
  ],
  check_page_content: ['curl_path', 'dash_path', 'path', 'url'],
  check_port_listening: ['path', 'hostname', 'port'],
  check_url_available: ['curl_path', 'dash_path', 'path', 'url'],
  check_parameter: ['path', 'value'],
  cloud9: ['cloud9', 'git-binary', 'ip', 'node-binary', 'port', 'working-directory', 'wrapper'],
  'cloudooo.test': [
    ...['configuration-file', 'ooo-paster', 'prepend-path', 'run-test-suite'],
    ...['run-test-suite-binary', 'run-unit-test', 'run-unit-test-binary'],
  ],
  copyfilelist: ['file-list', 'target-directory'],
  cron: [
    ...['binary', 'catcher', 'cron-entries', 'cronstamps', 'crontabs', 'dcrond-binary'],
    ...['log-file'],
  ],
  'cron.d': ['cron-entries', 'name', 'command'],
  dropbear: ['dropbear-binary', 'host', 'port', 'wrapper'],
  'dropbear.add_authorized_key': ['home', 'key'],
  'dropbear.client': ['dbclient-binary', 'wrapper'],
  equeue: ['equeue-binary', 'database', 'log', 'lockfile', 'socket', 'wrapper'],
  'erp5.promise': ['promise-path'],
  erp5testnode: [],
  free_port: [],
  'generate.mac': ['storage-path'],
  'generate.password': [],
  'generic.cloudooo': [
    ...['configuration-file', 'data-directory', 'environment', 'ip', 'ooo-binary-path'],
    ...['ooo-paster', 'ooo-uno-path', 'openoffice-port', 'port', 'wrapper'],
  ],
  'generic.kumofs': [],
  'generic.memcached': ['binary_path', 'ip', 'port', 'shell-path', 'wrapper_path'],
  'generic.mysql.wrap_update_mysql': ['binary', 'init-script', 'mysql', 'output'],
  gitinit: ['repos'],
  instancenode: [
    ...['server-url', 'computer-id', 'partition-id', 'instance-db-path'],
    ...['requestinstance-db-path'],
  ],
  ipv4toipv6: [
    ...['6tunnel-path', 'ipv4', 'ipv4-port', 'ipv6', 'ipv6-port', 'runner-path'],
    ...['shell-path'],
  ],
  ipv6toipv4: [
    ...['6tunnel-path', 'ipv4', 'ipv4-port', 'ipv6', 'ipv6-port', 'runner-path'],
    ...['shell-path'],
  ],
  jsondump: ['json-output'],
  logrotate: [
    ...['conf', 'gunzip-binary', 'gzip-binary', 'logrotate-binary', 'logrotate-entries'],
    ...['state-file', 'wrapper'],
  ],
  'logrotate.d': ['logrotate-entries', 'name', 'log', 'backup'],
  mkdirectory: [],
  nbdserver: ['image-path', 'ip', 'path', 'port', 'qemu-path', 'shell-path'],
  'neoppod.admin': ['binary', 'cluster', 'ip', 'logfile', 'masters', 'ssl', 'wrapper'],
  'neoppod.cluster': ['nodes'],
  'neoppod.master': [
    ...['binary', 'cluster', 'ip', 'logfile', 'masters', 'ssl', 'wrapper', 'autostart'],
    ...['partitions', 'replicas', 'upstream-cluster', 'upstream-masters'],
  ],
  'neoppod.storage': [
    ...['binary', 'cluster', 'ip', 'logfile', 'masters', 'ssl', 'wrapper'],
    ...['database-adapter', 'database-parameters', 'wait-database'],
  ],
  notifier: ['server-binary', 'callbacks', 'feeds', 'equeue-socket', 'host', 'port', 'wrapper'],
  'notifier.callback': ['callbacks-directory', 'on-notification-id', 'callback-list'],
  'notifier.notify': [
    ...['feeds', 'name', 'host', 'port', 'notifier-binary', 'wrapper', 'executable', 'title'],
    ...['pidfile', 'notify'],
  ],
  onetimeupload: [
    ...['image-path', 'ip', 'key', 'log-path', 'onetimeupload-path', 'path', 'port'],
    ...['shell-path'],
  ],
  pbs: [],
  postgres: [
    ...['pgdata-directory', 'bin', 'superuser', 'ipv4', 'ipv6', 'port', 'dbname', 'password'],
    'services',
  ],
  proactive: [],
  'promise.plugin': ['eggs', 'output'],
  publish: [],
  'publish-early': ['-init'],
  'publish.serialised': [],
  'publish.serialised_failsafe': [],
  publish_failsafe: [],
  publishurl: [],
  'random.integer': ['minimum', 'maximum'],
  'random.time': [],
  're6stnet.registry': [],
  readline: ['storage-path'],
  'redis.server': [
    ...['config-file', 'pid-file', 'port', 'ipv6', 'server-dir', 'log-file', 'server-bin'],
    ...['wrapper'],
  ],
  request: ['name', 'software-url', 'server-url', 'computer-id', 'partition-id'],
  'request.edge': ['country-list', 'software-url', 'server-url', 'computer-id', 'partition-id'],
  'request.serialised': ['name', 'software-url', 'server-url', 'computer-id', 'partition-id'],
  requestoptional: ['name', 'software-url', 'server-url', 'computer-id', 'partition-id'],
  'requestoptional.serialised': [
    ...['name', 'software-url', 'server-url', 'computer-id', 'partition-id'],
  ],
  shell: ['shell', 'home', 'path', 'wrapper'],
  simplehttpserver: ['base-path', 'log-file', 'wrapper'],
  simplelogger: ['wrapper', 'log'],
  slapconfiguration: ['url|server-url', 'computer|computer-id', 'partition|partition-id'],
  'slapconfiguration.instancenode.deferred': [
    ...['url|server-url', 'computer|computer-id', 'partition|partition-id', 'jsonschema'],
  ],
  'slapconfiguration.jsondump': [
    ...['url|server-url', 'computer|computer-id', 'partition|partition-id', 'json-output'],
  ],
  'slapconfiguration.jsonschema': [
    ...['url|server-url', 'computer|computer-id', 'partition|partition-id', 'jsonschema'],
  ],
  'slapconfiguration.jsonschema.localdb': [
    ...['url|server-url', 'computer|computer-id', 'partition|partition-id', 'jsonschema'],
  ],
  'slapconfiguration.serialised': [
    ...['url|server-url', 'computer|computer-id', 'partition|partition-id'],
  ],
  softwaretype: [],
  squid: [
    ...['access-log-path', 'backend-ip', 'backend-port', 'binary-path', 'cache-log-path'],
    ...['cache-path', 'conf-path', 'ip', 'open-port', 'pid-filename-path', 'port'],
    ...['prepare-path', 'wrapper-path'],
  ],
  sshkeys_authority: ['wrapper', 'request-directory', 'keygen-binary', 'keys-directory'],
  'sshkeys_authority.request': [
    ...[
      'keys-directory',
      'request-directory',
      'public-key',
      'private-key',
      'wrapper',
      'executable',
    ],
  ],
  'switch-softwaretype': [],
  'switch-softwaretype.noop': [],
  'symbolic.link': ['target-directory', 'link-binary'],
  tidstorage: [
    ...['configuration-path', 'repozo-binary', 'repozo-wrapper', 'tidstorage-repozo-binary'],
    ...['tidstoraged-binary'],
  ],
  trac: [],
  urlparse: ['url'],
  userinfo: [],
  uuid: ['cache-file'],
  wrapper: ['wrapper-path', 'command-line'],
  zabbixagent: [],
  'zero-knowledge.read': [],
  'zero-knowledge.write': [],
}

/** Entry points of the other eggs that SlapOS brings, the one without a name as an empty one. */
export const otherEggs: Readonly<Record<string, readonly string[]>> = {
  'slapos.recipe.build': [
    ...['', 'download', 'download-unpacked', 'gitclone', 'mkdirectory', 'npm', 'virtual.python'],
    ...['vm.run', 'vm.install-debian', 'vm.install-ubuntu'],
  ],
  'slapos.recipe.cmmi': [''],
  'slapos.recipe.template': ['', 'jinja2'],
  'plone.recipe.command': [''],
  'collective.recipe.template': ['', 'genshi'],
  'cns.recipe.symlink': [''],
  'zc.recipe.egg': ['', 'custom', 'develop', 'eggs', 'script', 'scripts'],
}

/** Of those eggs, the ones whose entry points are all above. */
export const closedEggs: ReadonlySet<string> = new Set([
  'slapos.cookbook',
  'slapos.recipe.cmmi',
  'slapos.recipe.template',
  'plone.recipe.command',
])

/** What recipes of other eggs demand, by what `recipe` holds. */
export const otherDemands: Readonly<Record<string, readonly string[]>> = {
  'plone.recipe.command': ['command'],
  'slapos.recipe.build:download-unpacked': ['url'],
  'slapos.recipe.build:gitclone': ['repository'],
}
