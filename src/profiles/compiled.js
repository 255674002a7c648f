// Made by scripts/templates.js from templates/.
export const compiled = {
  get 'instance/common/monitor.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '#----------------\n#-- The monitor. What the root says of it reaches every request; the rest is as the monitor has it.\n\n[slap-configuration]\nconfiguration.monitor-title =\nconfiguration.monitor-username = admin\nconfiguration.monitor-password =\nconfiguration.monitor-httpd-port =\n\n# A default that refers to others stands here: those of [slap-configuration] are read before the\n# node answers, when it has no address yet.\n[monitor-default]\nrecipe = slapos.recipe.build\ngiven-title = ${slap-configuration:configuration.monitor-title}\ngiven-password = ${slap-configuration:configuration.monitor-password}\ngiven-httpd-port = ${slap-configuration:configuration.monitor-httpd-port}\ntitle = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.contextOrFrameLookup(context, frame, 'monitorTitle'),
            16,
            8,
          ),
          env.opts.autoescape,
        )
        output +=
          "\npassword = ${monitor-htpasswd:passwd}\nhttpd-port = ${monitor-httpd-port:port}\ninit =\n  for name in ('title', 'password', 'httpd-port'):\n      options[name] = options['given-' + name] or options[name]\n\n[monitor-instance-parameter]\nmonitor-title = ${monitor-default:title}\nmonitor-httpd-port = ${monitor-default:httpd-port}\nusername = ${slap-configuration:configuration.monitor-username}\npassword = ${monitor-default:password}\n\n[monitor-httpd-port]\nrecipe = slapos.cookbook:free_port\nminimum = ${resilient-ports:monitor-minimum}\nmaximum = ${resilient-ports:monitor-maximum}\nip = ${slap-network-information:global-ipv6}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/common/ports.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '#----------------\n#-- Ports. free_port sees only what listens at that moment, so instances that are deployed together\n#-- must look in different places.\n\n[resilient-ports]\nrecipe = slapos.recipe.build\n'
        if (runtime.contextOrFrameLookup(context, frame, 'kind') == 'pull-backup') {
          output +=
            "# A pull-backup server has no number: its partition's, of which a computer has each once, stands in.\n"
        } else {
          output +=
            '# Ten ports for each instance number, and within them a start by partition, for the leaders of\n# several components on one address. The ranges come round again after 450 instances.\nnumber = ${slap-parameter:number}\n'
        }
        output += 'partition = ${slap-connection:partition-id}\n'
        frame = frame.push()
        var t_3 = runtime.contextOrFrameLookup(context, frame, 'ports')
        if (t_3) {
          t_3 = runtime.fromIterator(t_3)
          var t_2 = t_3.length
          for (var t_1 = 0; t_1 < t_3.length; t_1++) {
            var t_4 = t_3[t_1]
            frame.set('service', t_4)
            frame.set('loop.index', t_1 + 1)
            frame.set('loop.index0', t_1)
            frame.set('loop.revindex', t_2 - t_1)
            frame.set('loop.revindex0', t_2 - t_1 - 1)
            frame.set('loop.first', t_1 === 0)
            frame.set('loop.last', t_1 === t_2 - 1)
            frame.set('loop.length', t_2)
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_4, 'name'), 15, 0),
              env.opts.autoescape,
            )
            output += '-minimum = '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_4, 'minimum'), 15, 29),
              env.opts.autoescape,
            )
            output += '\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_4, 'name'), 16, 0),
              env.opts.autoescape,
            )
            output += '-maximum = '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_4, 'maximum'), 16, 29),
              env.opts.autoescape,
            )
            output += '\n'
          }
        }
        frame = frame.pop()
        output +=
          "init =\n  digits = lambda text: int('0' + ''.join(c for c in str(text) if c.isdigit()))\n"
        if (runtime.contextOrFrameLookup(context, frame, 'kind') == 'pull-backup') {
          output += "  slot, start = digits(options['partition']) % 450, 0\n"
        } else {
          output +=
            "  slot, start = digits(options['number']) % 450, digits(options['partition']) % 5\n"
        }
        output += '  for service, step in ('
        frame = frame.push()
        var t_7 = runtime.contextOrFrameLookup(context, frame, 'ports')
        if (t_7) {
          t_7 = runtime.fromIterator(t_7)
          var t_6 = t_7.length
          for (var t_5 = 0; t_5 < t_7.length; t_5++) {
            var t_8 = t_7[t_5]
            frame.set('service', t_8)
            frame.set('loop.index', t_5 + 1)
            frame.set('loop.index0', t_5)
            frame.set('loop.revindex', t_6 - t_5)
            frame.set('loop.revindex0', t_6 - t_5 - 1)
            frame.set('loop.first', t_5 === 0)
            frame.set('loop.last', t_5 === t_6 - 1)
            frame.set('loop.length', t_6)
            output += "('"
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_8, 'name'), 25, 52),
              env.opts.autoescape,
            )
            output += "', "
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_8, 'step'), 25, 73),
              env.opts.autoescape,
            )
            output += ')'
            if (
              !runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'loop'), 'last')
            ) {
              output += ', '
            }
          }
        }
        frame = frame.pop()
        output +=
          "):\n      for end, move in ('minimum', start), ('maximum', 0):\n          option = '%s-%s' % (service, end)\n          options[option] = str(int(options[option]) + slot * step + move)\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/common/queue.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "#----------------\n#-- The queue runs one command at a time; the notifier puts into it what a notification asks for.\n\n[equeue]\nrecipe = slapos.cookbook:equeue\nequeue-binary = ${resilient-software:bin-directory}/equeue\nsocket = ${basedirectory:run}/equeue.sock\n# The recipe wants the suffix, and takes it off again: equeue adds its own.\nlockfile = ${basedirectory:run}/equeue.lock\nlog = ${basedirectory:log}/equeue.log\ndatabase = ${rootdirectory:srv}/equeue.db\nwrapper = ${basedirectory:services}/equeue\n\n[notifier]\nrecipe = slapos.cookbook:wrapper\ncommand-line =\n  ${resilient-software:bin-directory}/pubsubserver\n  --callbacks ${:callbacks-directory}\n  --feeds ${:feeds}\n  --equeue-socket ${equeue:socket}\n  --logfile ${basedirectory:log}/notifier.log\n  ${:host} ${:port}\nwrapper = ${basedirectory:services}/notifier\nwrapper-path = ${:wrapper}\nfeeds = ${directory:notifier-feeds}\ncallbacks-directory = ${directory:notifier-callbacks}\nnotifier-binary = ${resilient-software:bin-directory}/pubsubnotifier\nhost = ${slap-network-information:global-ipv6}\nport = ${notifier-port:port}\n# Every URL of the notifier begins so; the brackets are for IPv6.\nbase-url = http://[${:host}]:${:port}\n# With these three, each step of a run becomes an item of the status feed.\ninstance-root-name = ${monitor-instance-parameter:root-instance-title}\nlog-url = ${monitor-publish-parameters:monitor-base-url}/private/resilient/\nstatus-item-directory = ${directory:notifier-status-items}\n\n[notifier-status-feed]\nrecipe = slapos.cookbook:wrapper\ncommand-line =\n  ${resilient-software:bin-directory}/generatefeed\n  --output ${:feed-path}\n  --status-item-path ${notifier:status-item-directory}\n  --title 'Status of the notifier'\n  --link ${notifier:log-url}\nfeed-path = ${directory:monitor-resilient}/notifier-status-rss\nwrapper-path = ${rootdirectory:bin}/notifier-status-feed\n\n# Without a feed the promise below would fail until cron wakes up.\n[notifier-status-feed-first-run]\nrecipe = plone.recipe.command\ncommand = ${notifier-status-feed:wrapper-path}\nstop-on-error = true\n\n[cron-entry-notifier-status-feed]\nrecipe = slapos.cookbook:cron.d\ncron-entries = ${cron:cron-entries}\nname = notifier-status-feed\nfrequency = */5 * * * *\ncommand = ${notifier-status-feed-first-run:command}\n\n[logrotate-entry-equeue]\n<= logrotate-entry-base\nname = equeue\nlog = ${equeue:log}\nfrequency = daily\nrotate-num = 30\n\n[logrotate-entry-notifier]\n<= logrotate-entry-base\nname = notifier\nlog = ${notifier:feeds}/*\nfrequency = weekly\nrotate-num = 5\nnocompress = true\n\n#----------------\n#-- Promises on what the notifier ran.\n\n[notifier-stalled-promise-bin]\nrecipe = slapos.cookbook:wrapper\n# 25 hours: a run a day, and an hour for it.\ncommand-line =\n  ${resilient-software:bin-directory}/check-feed-as-promise\n  --feed-path ${notifier-status-feed:feed-path}\n  --title --ok-pattern OK --time-buffer 90000\nwrapper-path = ${rootdirectory:bin}/"
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'stalled'), 85, 36),
          env.opts.autoescape,
        )
        output +=
          '\n\n[notifier-stalled-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'stalled'), 90, 7),
          env.opts.autoescape,
        )
        output +=
          ".py\nconfig-command = ${notifier-stalled-promise-bin:wrapper-path}\n\n[notifier-feed-check]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/check-notifier-feeds\ninline =\n  #!${resilient-software:python}\n  # Fails when a feed cannot be had or its last run failed. Without an argument: every feed.\n  import csv, os, sys, urllib.request\n\n  feeds = '${notifier:feeds}'\n  base_url = '${notifier:base-url}/get/'\n  csv.field_size_limit(sys.maxsize)\n  # The notifier writes a feed under another name first.\n  names = sys.argv[1:] or [n for n in os.listdir(feeds) if not n.endswith('.tmp')]\n  problems = []\n  for name in sorted(names):\n      path = os.path.join(feeds, name)\n      if not os.path.exists(path) or not os.path.getsize(path):\n          continue  # nothing ran yet\n      try:\n          urllib.request.urlopen(base_url + name, timeout=10).close()\n      except OSError as error:\n          problems.append('the feed %s cannot be had: %s' % (name, error))\n      with open(path, newline='', errors='replace') as lines:\n          rows = list(csv.reader(lines))\n      if len(rows[-1]) != 4:\n          problems.append('the feed %s is malformed' % name)\n      elif not rows[-1][2].startswith('OK'):\n          problems.append('the last run of %s failed: %s' % (name, rows[-1][2][-500:]))\n"
        if (runtime.contextOrFrameLookup(context, frame, 'kind') == 'pull-backup') {
          output +=
            "      # A pull ends well even when rdiff-backup failed: then it looks after the archive, and says so.\n      elif 'Checking backup directory...' in rows[-1][2].splitlines():\n          problems.append('the last run of %s failed: %s' % (name, rows[-1][2][-2000:]))\n"
        }
        output +=
          "  sys.exit('\\n'.join(problems) or 0)\n\n[notifier-feed-status-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = notifier-feed-check-malformed-or-failure.py\nconfig-command = ${notifier-feed-check:output}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/common/software.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '[resilient-software]\n# What the software release built: all that this profile takes from it stands here.\n'
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'instance') {
          output +=
            '# The node links every instance to its software release. A part that is shared between releases\n# lies elsewhere: give its location here.\n'
        }
        output += 'bin-directory = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'bin-directory',
            ),
            6,
            16,
          ),
          env.opts.autoescape,
        )
        output += '\npython = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'python',
            ),
            7,
            9,
          ),
          env.opts.autoescape,
        )
        output += '\nopenssh = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'openssh',
            ),
            8,
            10,
          ),
          env.opts.autoescape,
        )
        output += '\nrdiff-backup = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'rdiff-backup',
            ),
            9,
            15,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/frozen.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "# frozen: what becomes of the old leader after a takeover. Nothing runs, nothing is removed.\n[buildout]\nparts =\n# With the usual file buildout would know the leader's parts, and uninstall every one. Behind a\n# switch-softwaretype it is the name of the switch's part that says which file.\ninstalled = .installed-frozen.cfg\n"
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'software') {
          output += 'eggs-directory = '
          output += runtime.suppressValue(
            runtime.ensureDefined(
              runtime.memberLookup(
                runtime.contextOrFrameLookup(context, frame, 'software'),
                'eggs-directory',
              ),
              7,
              17,
            ),
            env.opts.autoescape,
          )
          output += '\ndevelop-eggs-directory = '
          output += runtime.suppressValue(
            runtime.ensureDefined(
              runtime.memberLookup(
                runtime.contextOrFrameLookup(context, frame, 'software'),
                'develop-eggs-directory',
              ),
              8,
              25,
            ),
            env.opts.autoescape,
          )
          output += '\n'
        }
        output += 'offline = true\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/layout.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '# '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'title'), 0, 2),
          env.opts.autoescape,
        )
        output += '\n[buildout]\nextends =\n'
        frame = frame.push()
        var t_3 = runtime.contextOrFrameLookup(context, frame, 'extends')
        if (t_3) {
          t_3 = runtime.fromIterator(t_3)
          var t_2 = t_3.length
          for (var t_1 = 0; t_1 < t_3.length; t_1++) {
            var t_4 = t_3[t_1]
            frame.set('reference', t_4)
            output += '  '
            output += runtime.suppressValue(runtime.ensureDefined(t_4, 4, 2), env.opts.autoescape)
            output += '\n'
          }
        }
        frame = frame.pop()
        output += 'parts +=\n'
        frame = frame.push()
        var t_7 = runtime.contextOrFrameLookup(context, frame, 'parts')
        if (t_7) {
          t_7 = runtime.fromIterator(t_7)
          var t_6 = t_7.length
          for (var t_5 = 0; t_5 < t_7.length; t_5++) {
            var t_8 = t_7[t_5]
            frame.set('part', t_8)
            output += '  '
            output += runtime.suppressValue(runtime.ensureDefined(t_8, 8, 2), env.opts.autoescape)
            output += '\n'
          }
        }
        frame = frame.pop()
        output += '\n[slap-parameter]\nnamebase = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 12, 11),
          env.opts.autoescape,
        )
        output += '\n\n['
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'role'), 14, 1),
          env.opts.autoescape,
        )
        output += ']\n'
        if (runtime.contextOrFrameLookup(context, frame, 'recipe')) {
          output += 'recipe = '
          output += runtime.suppressValue(
            runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'recipe'), 16, 9),
            env.opts.autoescape,
          )
          output += '\n'
        }
        output += 'wrapper = ${rootdirectory:bin}/${slap-parameter:namebase}-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'role'), 18, 58),
          env.opts.autoescape,
        )
        output += '\nbackup-directory = ${directory:backup}\n'
        frame = frame.push()
        var t_11 = runtime.contextOrFrameLookup(context, frame, 'options')
        if (t_11) {
          t_11 = runtime.fromIterator(t_11)
          var t_9
          if (runtime.isArray(t_11)) {
            var t_10 = t_11.length
            for (t_9 = 0; t_9 < t_11.length; t_9++) {
              var t_12 = t_11[t_9][0]
              frame.set('[object Object]', t_11[t_9][0])
              var t_13 = t_11[t_9][1]
              frame.set('[object Object]', t_11[t_9][1])
              output += runtime.suppressValue(
                runtime.ensureDefined(t_12, 21, 0),
                env.opts.autoescape,
              )
              output += ' = '
              output += runtime.suppressValue(
                runtime.ensureDefined(t_13, 21, 15),
                env.opts.autoescape,
              )
              output += '\n'
            }
          } else {
            t_9 = -1
            var t_10 = runtime.keys(t_11).length
            for (var t_14 in t_11) {
              t_9++
              var t_15 = t_11[t_14]
              frame.set('option', t_14)
              frame.set('value', t_15)
              output += runtime.suppressValue(
                runtime.ensureDefined(t_14, 21, 0),
                env.opts.autoescape,
              )
              output += ' = '
              output += runtime.suppressValue(
                runtime.ensureDefined(t_15, 21, 15),
                env.opts.autoescape,
              )
              output += '\n'
            }
          }
        }
        frame = frame.pop()
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pbsready-export.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '# pbsready-export: the leader. It dumps, then tells its pull-backup servers.\n[buildout]\n'
        if (
          runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'extends'), 'length')
        ) {
          output += 'extends =\n'
          frame = frame.push()
          var t_3 = runtime.contextOrFrameLookup(context, frame, 'extends')
          if (t_3) {
            t_3 = runtime.fromIterator(t_3)
            var t_2 = t_3.length
            for (var t_1 = 0; t_1 < t_3.length; t_1++) {
              var t_4 = t_3[t_1]
              frame.set('reference', t_4)
              output += '  '
              output += runtime.suppressValue(runtime.ensureDefined(t_4, 5, 2), env.opts.autoescape)
              output += '\n'
            }
          }
          frame = frame.pop()
        }
        output += 'parts +=\n'
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'instance') {
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/pbsready/parts.cfg',
              false,
              'instance/pbsready-export.cfg',
              false,
              function (t_6, t_5) {
                if (t_6) {
                  cb(t_6)
                  return
                }
                callback(null, t_5)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_8, t_7) {
              if (t_8) {
                cb(t_8)
                return
              }
              callback(null, t_7)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {})
        }
        output += '  cron-entry-backup\n  exporter-status-promise\n\n'
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'instance') {
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/pbsready.cfg',
              false,
              'instance/pbsready-export.cfg',
              false,
              function (t_10, t_9) {
                if (t_10) {
                  cb(t_10)
                  return
                }
                callback(null, t_9)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_12, t_11) {
              if (t_12) {
                cb(t_12)
                return
              }
              callback(null, t_11)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            output += '\n'
          })
        }
        output +=
          "#----------------\n#-- The dump. The software gives [exporter] its recipe, which writes the wrapper: a program that\n#-- dumps into the backup directory and signs what it wrote.\n\n[exporter]\nwrapper = ${rootdirectory:bin}/${slap-parameter:namebase}-exporter\nbackup-directory = ${directory:backup}\n\n[slap-configuration]\nconfiguration.notify =\nconfiguration.resiliency-backup-periodicity =\n\n[slap-parameter]\nnotify = ${slap-configuration:configuration.notify}\nresiliency-backup-periodicity = ${slap-configuration:configuration.resiliency-backup-periodicity}\n\n# On the first passes some servers are not known yet, and the recipe splits at single spaces: none\n# more, none before, none after. An empty text would be a server without a name, and a dump never OK:\n# who has nobody to notify gives the option of the program once more, which then has no URL.\n[exporter-notify]\nrecipe = slapos.recipe.build\ngiven = ${slap-parameter:notify}\nurls =\ninit =\n  urls = [url for url in str(options['given']).split() if url != 'None']\n  options['urls'] = ' '.join(urls or ['--notification-url'])\n\n# bin/exporter runs the software's exporter; when that ends well, the servers are notified.\n[notifier-exporter]\n<= notifier\nrecipe = slapos.cookbook:notifier.notify\nname = exporter\ntitle = Dumping ${slap-parameter:namebase}\nexecutable = ${exporter:wrapper}\nwrapper = ${rootdirectory:bin}/exporter\nnotify = ${exporter-notify:urls}\npidfile = ${basedirectory:run}/exporter.pid\nmax-run = 3\n\n# Every hour, at a minute that this instance keeps and that differs from one to the next: a\n# thousand leaders do not dump together.\n[exporter-periodicity]\nrecipe = slapos.recipe.build\ngiven = ${slap-parameter:resiliency-backup-periodicity}\ninstance = ${slap-connection:computer-id}/${slap-connection:partition-id}\nfrequency = 0 * * * *\ninit =\n  import hashlib\n  minute = int(hashlib.sha256(options['instance'].encode()).hexdigest(), 16) % 60\n  options['frequency'] = str(options['given'] or '').strip() or '%d * * * *' % minute\n\n[cron-entry-backup]\nrecipe = slapos.cookbook:cron.d\ncron-entries = ${cron:cron-entries}\nname = backup\nfrequency = ${exporter-periodicity:frequency}\ncommand = ${notifier-exporter:wrapper}\n\n# The outcome of the last dump.\n[exporter-status-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = exporter-status.py\nconfig-command = ${notifier-feed-check:output} ${notifier-exporter:name}\n\n[resilient-publish-connection-parameter]\nnotification-id = ${notifier:base-url}/get/${notifier-exporter:name}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pbsready-import.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '# pbsready-import: a backup. Notified, it checks what was pushed and loads it; and it can take over.\n[buildout]\n'
        if (
          runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'extends'), 'length')
        ) {
          output += 'extends =\n'
          frame = frame.push()
          var t_3 = runtime.contextOrFrameLookup(context, frame, 'extends')
          if (t_3) {
            t_3 = runtime.fromIterator(t_3)
            var t_2 = t_3.length
            for (var t_1 = 0; t_1 < t_3.length; t_1++) {
              var t_4 = t_3[t_1]
              frame.set('reference', t_4)
              output += '  '
              output += runtime.suppressValue(runtime.ensureDefined(t_4, 5, 2), env.opts.autoescape)
              output += '\n'
            }
          }
          frame = frame.pop()
        }
        output += 'parts +=\n'
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'instance') {
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/pbsready/parts.cfg',
              false,
              'instance/pbsready-import.cfg',
              false,
              function (t_6, t_5) {
                if (t_6) {
                  cb(t_6)
                  return
                }
                callback(null, t_5)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_8, t_7) {
              if (t_8) {
                cb(t_8)
                return
              }
              callback(null, t_7)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {})
        }
        output +=
          '  import-on-notification\n  backup-checksum-integrity-promise\n  importer-status-promise\n  resiliency-takeover-script\n  resilient-web-takeover\n  resilient-web-takeover-promise\n\n'
        if (runtime.contextOrFrameLookup(context, frame, 'level') == 'instance') {
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/pbsready.cfg',
              false,
              'instance/pbsready-import.cfg',
              false,
              function (t_10, t_9) {
                if (t_10) {
                  cb(t_10)
                  return
                }
                callback(null, t_9)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_12, t_11) {
              if (t_12) {
                cb(t_12)
                return
              }
              callback(null, t_11)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            output += '\n'
          })
        }
        output +=
          "#----------------\n#-- The load. The software gives [importer] its recipe, which writes the wrapper: a program that\n#-- loads what lies in the backup directory.\n\n[importer]\nwrapper = ${rootdirectory:bin}/${slap-parameter:namebase}-importer\nbackup-directory = ${directory:backup}\n\n[slap-configuration]\nconfiguration.on-notification =\n\n[slap-parameter]\non-notification = ${slap-configuration:configuration.on-notification}\n\n[import-on-notification]\nrecipe = slapos.cookbook:notifier.callback\ncallbacks-directory = ${notifier:callbacks-directory}\non-notification-id = ${slap-parameter:on-notification}\n# One, and no more: of a list the notifier finds only the last.\ncallback-list = ${post-notification-run:output}\n\n[post-notification-run]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/post-notification-run\ndiff-file = ${basedirectory:backup}/backup.diff\nproof-signature-file = ${basedirectory:backup}/proof.signature\nstatus-file = ${basedirectory:backup}/importer.status\ninline =\n  #!/bin/sh\n  # Checks the dump, then loads it. What is not as its signature says is never loaded.\n  cd '${directory:backup}' || exit 1\n  # The load is pending until it ended well.\n  echo 'the last load did not end' > '${:status-file}'\n  '${backup-signature:output}' . > '${:proof-signature-file}' || exit 1\n  if ! test -f backup.signature; then\n    echo 'the dump has no backup.signature' > '${:diff-file}'\n  else\n    LC_ALL=C sort backup.signature | diff -u - '${:proof-signature-file}' > '${:diff-file}'\n  fi\n  if test -s '${:diff-file}'; then\n    echo 'the dump is not what its signature says: it was not loaded' | tee '${:status-file}' >&2\n    exit 1\n  fi\n  '${importer:wrapper}' \"$@\"\n  code=$?\n  if test $code -eq 0; then\n    : > '${:status-file}'\n  else\n    echo \"the importer ended with $code\" | tee '${:status-file}' >&2\n  fi\n  exit $code\n\n# Neither file is there before the first notification: that is no failure.\n[backup-checksum-integrity-promise-bin]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/backup-checksum-integrity\ninline =\n  #!/bin/sh\n  test ! -s '${post-notification-run:diff-file}' && exit 0\n  head -n 20 '${post-notification-run:diff-file}'\n  exit 1\n\n[backup-checksum-integrity-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = backup-checksum-integrity.py\nconfig-command = ${backup-checksum-integrity-promise-bin:output}\n\n[importer-status-promise-bin]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/importer-status\ninline =\n  #!/bin/sh\n  test ! -s '${post-notification-run:status-file}' && exit 0\n  # A load that runs is none that failed.\n  test -e '${equeue:lockfile}' && exit 0\n  cat '${post-notification-run:status-file}'\n  exit 1\n\n[importer-status-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = importer-status.py\nconfig-command = ${importer-status-promise-bin:output}\n\n#----------------\n#-- The takeover: this backup becomes the leader, and loads nothing any more.\n\n[resiliency-takeover-script]\nrecipe = slapos.cookbook:addresiliency\nwrapper-takeover = ${rootdirectory:bin}/takeover\ntakeover-triggered-file-path = ${rootdirectory:srv}/takeover_triggered\nnamebase = ${slap-parameter:namebase}\n\n[equeue]\ntakeover-triggered-file-path = ${resiliency-takeover-script:takeover-triggered-file-path}\n\n[resilient-web-takeover-password]\nrecipe = slapos.cookbook:generate.password\nstorage-path = ${rootdirectory:srv}/passwd\n\n[resilient-web-takeover-port]\nrecipe = slapos.cookbook:free_port\nminimum = ${resilient-ports:takeover-minimum}\nmaximum = ${resilient-ports:takeover-maximum}\nip = ${slap-network-information:global-ipv6}\n\n[resilient-web-takeover]\nrecipe = slapos.cookbook:wrapper\ncommand-line =\n  ${resilient-software:python} ${resilient-web-takeover-page:output}\n  ${slap-network-information:global-ipv6} ${resilient-web-takeover-port:port}\nwrapper-path = ${basedirectory:services}/resilient-web-takeover\nurl = http://[${slap-network-information:global-ipv6}]:${resilient-web-takeover-port:port}/\n\n[resilient-web-takeover-page]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/takeover-page\ninline =\n  #!${resilient-software:python}\n  \"\"\"The takeover page: says when data was last loaded, and takes over for who knows the password.\"\"\"\n  import hmac, html, json, os, socket, subprocess, sys, threading, time\n  from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer\n  from urllib.parse import parse_qs, urlsplit\n\n  takeover = '${resiliency-takeover-script:wrapper-takeover}'\n  triggered = '${resiliency-takeover-script:takeover-triggered-file-path}'\n  status = '${post-notification-run:status-file}'\n  # Read when it is needed: here, it would be in buildout's own records too.\n  password_file = '${resilient-web-takeover-password:storage-path}'\n  one_at_a_time = threading.Lock()\n\n  def password():\n      with open(password_file) as stored:\n          text = stored.read().strip()\n      try:\n          return json.loads(text)['']\n      except (ValueError, TypeError, KeyError):\n          return text\n\n  def state():\n      if os.path.exists(triggered):\n          return 'The takeover was done.'\n      if not os.path.exists(status):\n          return 'No data was loaded yet: a takeover would start without any.'\n      if os.path.getsize(status):\n          with open(status) as problem:\n              return 'The last dump is not loaded: ' + problem.read()\n      loaded = time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime(os.path.getmtime(status)))\n      return 'Data was last loaded on %s.' % loaded\n\n  class Page(BaseHTTPRequestHandler):\n      def answer(self, code, text):\n          body = text.encode()\n          self.send_response(code)\n          self.send_header('Content-Type', 'text/html; charset=utf-8')\n          self.send_header('Content-Length', str(len(body)))\n          self.end_headers()\n          self.wfile.write(body)\n\n      def do_GET(self):\n          # Scripts that take over ask for /?password=...\n          given = parse_qs(urlsplit(self.path).query)\n          self.take_over(given) if 'password' in given else self.answer(200, (\n              '<!doctype html><title>Takeover</title><h1>Takeover</h1><p>%s</p>'\n              '<p>The main instance stops and is frozen; this one takes its place.</p>'\n              '<form method=post>Password, as published in the connection parameters: '\n              '<input type=password name=password> <button>Take over</button></form>'\n          ) % html.escape(state()))\n\n      def do_POST(self):\n          length = min(int(self.headers.get('Content-Length') or 0), 4096)\n          self.take_over(parse_qs(self.rfile.read(length).decode('utf-8', 'replace')))\n\n      def take_over(self, given):\n          if not hmac.compare_digest(given.get('password', [''])[0].encode(), password().encode()):\n              return self.answer(403, '<h1>Error</h1>Password is invalid.')\n          if not one_at_a_time.acquire(blocking=False):\n              return self.answer(409, '<h1>Error</h1>A takeover is going on.')\n          try:\n              run = subprocess.run([takeover], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)\n          finally:\n              one_at_a_time.release()\n          output = html.escape(run.stdout.decode('utf-8', 'replace'))\n          if run.returncode:\n              return self.answer(500, '<h1>Error</h1><pre>%s</pre>' % output)\n          self.answer(200, 'Success.<pre>%s</pre>' % output)\n\n      def log_request(self, code='-', size='-'):\n          # The path may hold the password.\n          sys.stderr.write('%s %s %s\\n' % (self.command, urlsplit(self.path).path, code))\n\n  class Server(ThreadingHTTPServer):\n      address_family = socket.AF_INET6\n      daemon_threads = True\n\n  Server((sys.argv[1], int(sys.argv[2])), Page).serve_forever()\n\n[resilient-web-takeover-promise]\n<= monitor-promise-base\npromise = check_url_available\nname = resilient-web-takeover.py\nconfig-url = ${resilient-web-takeover:url}\n\n[resilient-publish-connection-parameter]\nnotification-url = ${notifier:base-url}/notify\ntakeover-url = ${resilient-web-takeover:url}\ntakeover-password = ${resilient-web-takeover-password:passwd}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pbsready.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        if (runtime.contextOrFrameLookup(context, frame, 'kind') == 'pbsready') {
          output +=
            '# pbsready: what an exporting and an importing instance have in common. An rdiff-backup server\n# behind sshd hands over the dump, or takes it; a notifier and a queue tell when.\n[buildout]\n'
          if (
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'extends'), 'length')
          ) {
            output += 'extends =\n'
            frame = frame.push()
            var t_3 = runtime.contextOrFrameLookup(context, frame, 'extends')
            if (t_3) {
              t_3 = runtime.fromIterator(t_3)
              var t_2 = t_3.length
              for (var t_1 = 0; t_1 < t_3.length; t_1++) {
                var t_4 = t_3[t_1]
                frame.set('reference', t_4)
                output += '  '
                output += runtime.suppressValue(
                  runtime.ensureDefined(t_4, 7, 2),
                  env.opts.autoescape,
                )
                output += '\n'
              }
            }
            frame = frame.pop()
          }
          output += 'parts +=\n'
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/pbsready/parts.cfg',
              false,
              'instance/pbsready.cfg',
              false,
              function (t_6, t_5) {
                if (t_6) {
                  cb(t_6)
                  return
                }
                callback(null, t_5)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_8, t_7) {
              if (t_8) {
                cb(t_8)
                return
              }
              callback(null, t_7)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            output += '\n'
          })
        }
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'instance/pbsready/body.cfg',
            false,
            'instance/pbsready.cfg',
            false,
            function (t_10, t_9) {
              if (t_10) {
                cb(t_10)
                return
              }
              callback(null, t_9)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_12, t_11) {
            if (t_12) {
              cb(t_12)
              return
            }
            callback(null, t_11)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          if (parentTemplate) {
            parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
          } else {
            cb(null, output)
          }
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pbsready/body.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '#----------------\n#-- What the node and the root tell. [slap-configuration] gives what holds when they say nothing.\n\n[slap-configuration]\nconfiguration.namebase = instance\nconfiguration.number = 0\nconfiguration.authorized-key =\n\n[slap-parameter]\nnamebase = ${slap-configuration:configuration.namebase}\nnumber = ${slap-configuration:configuration.number}\nauthorized-key = ${slap-configuration:configuration.authorized-key}\n\n[slap-network-information]\nlocal-ipv4 = ${slap-configuration:ipv4-random}\nglobal-ipv6 = ${slap-configuration:ipv6-random}\n\n'
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'instance/common/software.cfg',
            false,
            'instance/pbsready/body.cfg',
            false,
            function (t_2, t_1) {
              if (t_2) {
                cb(t_2)
                return
              }
              callback(null, t_1)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_4, t_3) {
            if (t_4) {
              cb(t_4)
              return
            }
            callback(null, t_3)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          output +=
            '\n#----------------\n#-- Directories.\n\n[rootdirectory]\nrecipe = slapos.cookbook:mkdirectory\netc = ${buildout:directory}/etc\nvar = ${buildout:directory}/var\nsrv = ${buildout:directory}/srv\nbin = ${buildout:directory}/bin\n\n[basedirectory]\nrecipe = slapos.cookbook:mkdirectory\nlog = ${rootdirectory:var}/log\nrun = ${rootdirectory:var}/run\nservices = ${rootdirectory:etc}/service\nscripts = ${rootdirectory:etc}/run\nnotifier = ${rootdirectory:etc}/notifier\nbackup = ${rootdirectory:srv}/backup\n\n[directory]\nrecipe = slapos.cookbook:mkdirectory\n# The dump: all that lies here travels.\nbackup = ${basedirectory:backup}/${slap-parameter:namebase}\nssh = ${rootdirectory:etc}/ssh\nsshkeys = ${rootdirectory:srv}/sshkeys\nnotifier-feeds = ${basedirectory:notifier}/feeds\nnotifier-callbacks = ${basedirectory:notifier}/callbacks\nnotifier-status-items = ${basedirectory:notifier}/status-items\ncron-entries = ${rootdirectory:etc}/cron.d\ncrontabs = ${rootdirectory:etc}/crontabs\ncronstamps = ${rootdirectory:etc}/cronstamps\ncgi-bin = ${rootdirectory:srv}/cgi-bin\nmonitor-resilient = ${monitor-directory:private}/resilient\n\n'
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/common/ports.cfg',
              false,
              'instance/pbsready/body.cfg',
              false,
              function (t_6, t_5) {
                if (t_6) {
                  cb(t_6)
                  return
                }
                callback(null, t_5)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_8, t_7) {
              if (t_8) {
                cb(t_8)
                return
              }
              callback(null, t_7)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            output +=
              "\n[sshd-port]\nrecipe = slapos.cookbook:free_port\nminimum = ${resilient-ports:sshd-minimum}\nmaximum = ${resilient-ports:sshd-maximum}\nip = ${slap-network-information:global-ipv6}\n\n[notifier-port]\nrecipe = slapos.cookbook:free_port\nminimum = ${resilient-ports:notifier-minimum}\nmaximum = ${resilient-ports:notifier-maximum}\nip = ${slap-network-information:global-ipv6}\n\n#----------------\n#-- The rdiff-backup server, behind an sshd that runs nothing else.\n\n[rdiff-backup-server]\nrecipe = slapos.cookbook:pbs\nclient = false\npath = ${directory:backup}\nwrapper = ${rootdirectory:bin}/rdiffbackup-server\nrdiffbackup-binary = ${resilient-software:rdiff-backup}/bin/rdiff-backup\n\n[resilient-sshd-config]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:etc}/resilient-sshd.conf\npid-file = ${basedirectory:run}/resilient-sshd.pid\ninline =\n  PidFile ${:pid-file}\n  Port ${sshd-port:port}\n  ListenAddress ${slap-network-information:global-ipv6}\n  HostKey ${resilient-sshd:rsa-keyfile}\n  AuthorizedKeysFile ${resilient-sshd:home}/.ssh/authorized_keys\n  AuthenticationMethods publickey\n  PubkeyAuthentication yes\n  PasswordAuthentication no\n  AllowTcpForwarding no\n  AllowAgentForwarding no\n  X11Forwarding no\n  PermitTTY no\n  ForceCommand ${rdiff-backup-server:wrapper}\n  # An idle connection lives while its client answers: a long pull is not cut.\n  ClientAliveInterval 30\n  ClientAliveCountMax 10\n\n[resilient-sshd]\nrecipe = slapos.cookbook:wrapper\ncommand-line =\n  ${resilient-software:openssh}/sbin/sshd -D\n  -E ${:log}\n  -f ${resilient-sshd-config:output}\nwrapper-path = ${rootdirectory:bin}/raw_sshd\nlog = ${basedirectory:log}/sshd.log\nhome = ${directory:ssh}\nrsa-keyfile = ${directory:ssh}/server_key.rsa\n\n# A running sshd reads a changed configuration.\n[sshd-graceful]\nrecipe = slapos.recipe.template\noutput = ${basedirectory:scripts}/sshd-graceful\ninline =\n  #!/bin/sh\n  # Before the first start there is nobody to tell.\n  test -s '${resilient-sshd-config:pid-file}' || exit 0\n  kill -HUP \"$(cat '${resilient-sshd-config:pid-file}')\" || exit 0\n\n# The keys of the pull-backup servers that may come. The root separates them by a space, and\n# authorized_keys wants each on its own line.\n[sshd-authorized-key-lines]\nrecipe = slapos.recipe.build\nkeys = ${slap-parameter:authorized-key}\nlines =\ninit =\n  import re\n  keys = re.split(r'\\s+(?=(?:ssh|ecdsa|sk)-)', str(options['keys']).strip())\n  options['lines'] = ''.join(' '.join(key.split()) + '\\n' for key in keys if '-' in key)\n\n[sshd-authorized-key]\nrecipe = slapos.cookbook:dropbear.add_authorized_key\nhome = ${resilient-sshd:home}\nkey = ${sshd-authorized-key-lines:lines}\n\n[logrotate-entry-sshd]\n<= logrotate-entry-base\nname = resilient-sshd\nlog = ${resilient-sshd:log}\nfrequency = weekly\nrotate-num = 7\ncopytruncate = true\n\n[sshd-promise]\n<= monitor-promise-base\npromise = check_socket_listening\nname = sshd.py\nconfig-host = ${slap-network-information:global-ipv6}\nconfig-port = ${sshd-port:port}\n\n#----------------\n#-- The host key, made once by the authority; sshd starts when it is there.\n\n[sshkeys-directory]\nrecipe = slapos.cookbook:mkdirectory\nrequests = ${directory:sshkeys}/resilient-requests\nkeys = ${directory:sshkeys}/resilient-keys\n\n[resilient-sshkeys-authority]\nrecipe = slapos.cookbook:sshkeys_authority\nrequest-directory = ${sshkeys-directory:requests}\nkeys-directory = ${sshkeys-directory:keys}\nwrapper = ${basedirectory:services}/resilient_sshkeys_authority\n# The recipe looks for \"openssh\" in this path.\nkeygen-binary = ${resilient-software:openssh}/bin/ssh-keygen\n\n[sshkeys-sshd]\n<= resilient-sshkeys-authority\nrecipe = slapos.cookbook:sshkeys_authority.request\nname = sshd\ntype = rsa\nexecutable = ${resilient-sshd:wrapper-path}\npublic-key = ${resilient-sshd:rsa-keyfile}.pub\nprivate-key = ${resilient-sshd:rsa-keyfile}\nwrapper = ${basedirectory:services}/sshd\n\n[sshkeys-sshd-promise-bin]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/public-key-existence\ninline =\n  #!/bin/sh\n  # Empty until the key is made and buildout ran again.\n  key='${sshkeys-sshd:public-key-value}'\n  test -n \"$key\" && test \"$key\" != None\n\n[sshkeys-sshd-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = public-key-existence.py\nconfig-command = ${sshkeys-sshd-promise-bin:output}\n\n"
            var tasks = []
            tasks.push(function (callback) {
              env.getTemplate(
                'instance/common/queue.cfg',
                false,
                'instance/pbsready/body.cfg',
                false,
                function (t_10, t_9) {
                  if (t_10) {
                    cb(t_10)
                    return
                  }
                  callback(null, t_9)
                },
              )
            })
            tasks.push(function (template, callback) {
              template.render(context.getVariables(), frame, function (t_12, t_11) {
                if (t_12) {
                  cb(t_12)
                  return
                }
                callback(null, t_11)
              })
            })
            tasks.push(function (result, callback) {
              output += result
              callback(null)
            })
            env.waterfall(tasks, function () {
              output +=
                "\n#----------------\n#-- The dump's signature: the checksum of every file, listed the same way by who writes and who reads.\n\n[backup-signature]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/backup-signature\ninline =\n  #!/bin/sh\n  # Prints the signature of the dump in a folder: this instance's own unless one is given.\n  test $# -gt 0 || set -- '${directory:backup}'\n  cd \"$1\" || exit 1\n  lines=$(find . -type f ! -name backup.signature ! -path './rdiff-backup-data/*' \\\n    -exec sha256sum '{}' +) || exit 1\n  test -z \"$lines\" || printf '%s\\n' \"$lines\" | LC_ALL=C sort\n\n"
              var tasks = []
              tasks.push(function (callback) {
                env.getTemplate(
                  'instance/common/monitor.cfg',
                  false,
                  'instance/pbsready/body.cfg',
                  false,
                  function (t_14, t_13) {
                    if (t_14) {
                      cb(t_14)
                      return
                    }
                    callback(null, t_13)
                  },
                )
              })
              tasks.push(function (template, callback) {
                template.render(context.getVariables(), frame, function (t_16, t_15) {
                  if (t_16) {
                    cb(t_16)
                    return
                  }
                  callback(null, t_15)
                })
              })
              tasks.push(function (result, callback) {
                output += result
                callback(null)
              })
              env.waterfall(tasks, function () {
                output +=
                  "\n#----------------\n#-- What the root learns of this instance.\n\n[user-info]\nrecipe = slapos.cookbook:userinfo\n\n[resilient-publish-connection-parameter]\nrecipe = slapos.cookbook:publish\nssh-public-key = ${sshkeys-sshd:public-key-value}\n# The path begins with the URL's one slash: rdiff-backup refuses two.\nresilient-ssh-url = ssh://${user-info:pw-name}@[${slap-network-information:global-ipv6}]:${sshd-port:port}${rdiff-backup-server:path}\nip = ${slap-network-information:global-ipv6}\nmonitor-base-url = ${monitor-publish-parameters:monitor-base-url}\n"
                if (parentTemplate) {
                  parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
                } else {
                  cb(null, output)
                }
              })
            })
          })
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pbsready/parts.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '  resilient-sshkeys-authority\n  sshkeys-sshd\n  sshd-graceful\n  sshd-authorized-key\n  notifier\n  equeue\n  cron-entry-notifier-status-feed\n  logrotate-entry-sshd\n  logrotate-entry-equeue\n  logrotate-entry-notifier\n  sshd-promise\n  sshkeys-sshd-promise\n  notifier-feed-status-promise\n  notifier-stalled-promise\n  resilient-publish-connection-parameter\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'instance/pull-backup.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "# pull-backup: a pull-backup server. Notified, it pulls the leader's dump into an archive that keeps\n# every increment, then pushes the newest state to one backup. Nothing here depends on the software.\n[buildout]\n"
        if (
          runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'extends'), 'length')
        ) {
          output += 'extends =\n'
          frame = frame.push()
          var t_3 = runtime.contextOrFrameLookup(context, frame, 'extends')
          if (t_3) {
            t_3 = runtime.fromIterator(t_3)
            var t_2 = t_3.length
            for (var t_1 = 0; t_1 < t_3.length; t_1++) {
              var t_4 = t_3[t_1]
              frame.set('reference', t_4)
              output += '  '
              output += runtime.suppressValue(runtime.ensureDefined(t_4, 6, 2), env.opts.autoescape)
              output += '\n'
            }
          }
          frame = frame.pop()
        }
        output +=
          "parts +=\n  pbs\n  pbs-sshkeys-authority\n  sshkeys-openssh\n  notifier\n  equeue\n  pbs-push-history-log\n  cron-entry-notifier-status-feed\n  logrotate-entry-equeue\n  logrotate-entry-notifier\n  notifier-feed-status-promise\n  notifier-stalled-promise\n  archive-age-promise\n  publish-connection-information\n\n#----------------\n#-- What the node and the root tell. [slap-configuration] gives what holds when they say nothing.\n\n[slap-configuration]\n# A pull is late when the archive's last increment is older, in seconds: 25 hours. Where the leader\n# dumps less often, the root tells every request (a monitor parameter does).\nconfiguration.pull-maximum-age = 90000\n\n[slap-network-information]\nlocal-ipv4 = ${slap-configuration:ipv4-random}\nglobal-ipv6 = ${slap-configuration:ipv6-random}\n\n"
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'instance/common/software.cfg',
            false,
            'instance/pull-backup.cfg',
            false,
            function (t_6, t_5) {
              if (t_6) {
                cb(t_6)
                return
              }
              callback(null, t_5)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_8, t_7) {
            if (t_8) {
              cb(t_8)
              return
            }
            callback(null, t_7)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          output +=
            '\n#----------------\n#-- Directories.\n\n[rootdirectory]\nrecipe = slapos.cookbook:mkdirectory\netc = ${buildout:directory}/etc\nvar = ${buildout:directory}/var\nsrv = ${buildout:directory}/srv\nbin = ${buildout:directory}/bin\n\n[basedirectory]\nrecipe = slapos.cookbook:mkdirectory\nlog = ${rootdirectory:var}/log\nrun = ${rootdirectory:var}/run\nservices = ${rootdirectory:etc}/service\nscripts = ${rootdirectory:etc}/run\nnotifier = ${rootdirectory:etc}/notifier\nbackup = ${rootdirectory:srv}/backup\npromises = ${rootdirectory:etc}/promise\n\n[directory]\nrecipe = slapos.cookbook:mkdirectory\n# The archives, a folder for each pull.\npbs-backup = ${basedirectory:backup}/pbs\npbs-wrappers = ${rootdirectory:bin}/pbs\nssh = ${rootdirectory:etc}/ssh\ndot-ssh = ${:ssh}/.ssh\nsshkeys = ${rootdirectory:srv}/sshkeys\nnotifier-feeds = ${basedirectory:notifier}/feeds\nnotifier-callbacks = ${basedirectory:notifier}/callbacks\nnotifier-status-items = ${basedirectory:notifier}/status-items\ncron-entries = ${rootdirectory:etc}/cron.d\ncrontabs = ${rootdirectory:etc}/crontabs\ncronstamps = ${rootdirectory:etc}/cronstamps\nmonitor-resilient = ${monitor-directory:private}/resilient\n\n'
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'instance/common/ports.cfg',
              false,
              'instance/pull-backup.cfg',
              false,
              function (t_10, t_9) {
                if (t_10) {
                  cb(t_10)
                  return
                }
                callback(null, t_9)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_12, t_11) {
              if (t_12) {
                cb(t_12)
                return
              }
              callback(null, t_11)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            output +=
              '\n[notifier-port]\nrecipe = slapos.cookbook:free_port\nminimum = ${resilient-ports:notifier-minimum}\nmaximum = ${resilient-ports:notifier-maximum}\nip = ${slap-network-information:global-ipv6}\n\n#----------------\n#-- The pulls and the pushes: a script for each in bin/pbs, with and without (_raw) its notifications.\n\n[pbs]\nrecipe = slapos.cookbook:pbs\nclient = true\nslave-instance-list = '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'slaves'), 88, 22),
              env.opts.autoescape,
            )
            output +=
              '\ndirectory = ${directory:pbs-backup}\nwrappers-directory = ${directory:pbs-wrappers}\nrun-directory = ${basedirectory:run}\npromises-directory = ${basedirectory:promises}\ncron-entries = ${cron:cron-entries}\nrdiffbackup-binary = ${resilient-software:rdiff-backup}/bin/rdiff-backup\nsshclient-binary = ${openssh-client:wrapper-path}\nknown-hosts = ${openssh-client:known-hosts}\nfeeds = ${notifier:feeds}\ncallbacks-directory = ${notifier:callbacks-directory}\nequeue-socket = ${equeue:socket}\nnotifier-binary = ${notifier:notifier-binary}\nnotifier-url = ${notifier:base-url}\ninstance-root-name = ${notifier:instance-root-name}\nlog-url = ${notifier:log-url}\nstatus-item-directory = ${notifier:status-item-directory}\npull-push-maximum-run = 5\n\n# What rdiff-backup says of a push, beside the other logs.\n[pbs-push-history-log]\nrecipe = cns.recipe.symlink\nsymlink = ${pbs:rdiff-backup-data-folder}/restore.log = ${basedirectory:log}/pbs-push-history-log\n\n'
            var tasks = []
            tasks.push(function (callback) {
              env.getTemplate(
                'instance/common/queue.cfg',
                false,
                'instance/pull-backup.cfg',
                false,
                function (t_14, t_13) {
                  if (t_14) {
                    cb(t_14)
                    return
                  }
                  callback(null, t_13)
                },
              )
            })
            tasks.push(function (template, callback) {
              template.render(context.getVariables(), frame, function (t_16, t_15) {
                if (t_16) {
                  cb(t_16)
                  return
                }
                callback(null, t_15)
              })
            })
            tasks.push(function (result, callback) {
              output += result
              callback(null)
            })
            env.waterfall(tasks, function () {
              output +=
                "\n#----------------\n#-- A notification that never came leaves no trace in a feed: the archive's age tells.\n\n[archives]\nrecipe = slapos.recipe.build\npulls =\ninit =\n  options['pulls'] = ' '.join(\n      shared['name'] for shared in self.buildout['pbs']['slave-instance-list']\n      if shared.get('type') == 'pull' and shared.get('url') not in (None, '', 'None'))\n\n[archive-age-promise-bin]\nrecipe = slapos.recipe.template\noutput = ${rootdirectory:bin}/check-archive-age\ninline =\n  #!${resilient-software:python}\n  # Fails when an archive's last increment is too old. A pull that is new has as long for its first.\n  import glob, os, sys, time\n\n  problems = []\n  for name in '${archives:pulls}'.split():\n      archive = os.path.join('${pbs:directory}', name)\n      if not os.path.isdir(archive):\n          continue\n      ended = glob.glob(os.path.join(glob.escape(archive), 'rdiff-backup-data', 'session_statistics.*'))\n      age = time.time() - max(os.path.getmtime(path) for path in ended or [archive])\n      if age > int('${slap-configuration:configuration.pull-maximum-age}'):\n          problems.append('%s: %s %d hours ago' % (\n              name, 'last pulled' if ended else 'never pulled, made', age // 3600))\n  sys.exit('\\n'.join(problems) or 0)\n\n[archive-age-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = archive-age.py\nconfig-command = ${archive-age-promise-bin:output}\n\n#----------------\n#-- The ssh client, and its key: made once by the authority.\n\n[openssh-client]\nrecipe = slapos.cookbook:wrapper\n# Nobody is there to answer a question.\ncommand-line =\n  ${resilient-software:openssh}/bin/ssh -T -F /dev/null\n  -o BatchMode=yes\n  -o \"UserKnownHostsFile ${:known-hosts}\"\n  -i ${:identity-file}\nwrapper-path = ${rootdirectory:bin}/ssh\nknown-hosts = ${directory:dot-ssh}/known_hosts\nidentity-file = ${directory:ssh}/id_rsa\n\n[sshkeys-directory]\nrecipe = slapos.cookbook:mkdirectory\nrequests = ${directory:sshkeys}/openssl-requests\nkeys = ${directory:sshkeys}/openssl-keys\n\n[pbs-sshkeys-authority]\nrecipe = slapos.cookbook:sshkeys_authority\nrequest-directory = ${sshkeys-directory:requests}\nkeys-directory = ${sshkeys-directory:keys}\nwrapper = ${basedirectory:services}/pbs_sshkeys_authority\n# The recipe looks for \"openssh\" in this path.\nkeygen-binary = ${resilient-software:openssh}/bin/ssh-keygen\n\n[sshkeys-openssh]\n<= pbs-sshkeys-authority\nrecipe = slapos.cookbook:sshkeys_authority.request\nname = pbs-client\ntype = rsa\nexecutable = ${openssh-client:wrapper-path}\npublic-key = ${openssh-client:identity-file}.pub\nprivate-key = ${openssh-client:identity-file}\nwrapper = ${rootdirectory:bin}/do_backup\n\n"
              var tasks = []
              tasks.push(function (callback) {
                env.getTemplate(
                  'instance/common/monitor.cfg',
                  false,
                  'instance/pull-backup.cfg',
                  false,
                  function (t_18, t_17) {
                    if (t_18) {
                      cb(t_18)
                      return
                    }
                    callback(null, t_17)
                  },
                )
              })
              tasks.push(function (template, callback) {
                template.render(context.getVariables(), frame, function (t_20, t_19) {
                  if (t_20) {
                    cb(t_20)
                    return
                  }
                  callback(null, t_19)
                })
              })
              tasks.push(function (result, callback) {
                output += result
                callback(null)
              })
              env.waterfall(tasks, function () {
                output +=
                  '\n#----------------\n#-- What the root learns of this instance.\n\n[publish-connection-information]\nrecipe = slapos.cookbook:publish\nssh-key = ${sshkeys-openssh:public-key-value}\nnotification-url = ${notifier:base-url}/notify\nfeeds-url = ${notifier:base-url}/get/\nmonitor-base-url = ${monitor-publish-parameters:monitor-base-url}\nmonitor-url = ${monitor-publish-parameters:monitor-url}\nmonitor-user = ${monitor-publish-parameters:monitor-user}\nmonitor-password = ${monitor-publish-parameters:monitor-password}\nmonitor-setup-url = ${monitor-publish:monitor-setup-url}\n'
                if (parentTemplate) {
                  parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
                } else {
                  cb(null, output)
                }
              })
            })
          })
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/narrow-and-print.css'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "@media (max-width: 62rem) {\n  .chosen main {\n    display: block;\n  }\n  .scripted .details {\n    position: static;\n    max-height: none;\n  }\n}\n@media (max-width: 40rem) {\n  thead {\n    position: absolute;\n    left: -99rem;\n  }\n  tr[data-row] {\n    display: block;\n    padding: 0.5rem 0;\n    border-top: 1px solid var(--line);\n  }\n  tr[hidden] {\n    display: none;\n  }\n  tr[data-row] > * {\n    display: block;\n    padding: 0;\n    border: 0;\n  }\n  td:not(:empty)[data-title]::before {\n    content: attr(data-title) ': ';\n    color: var(--soft);\n  }\n  .values > div {\n    display: block;\n  }\n}\n@media print {\n  :root {\n    --ground: #fff;\n    --raised: #fff;\n    --ink: #000;\n    --soft: #333;\n    --line: #999;\n    --link: #000;\n    --chosen: #eee;\n    color-scheme: light;\n    font-size: 11px;\n  }\n  body {\n    padding: 0;\n    max-width: none;\n  }\n  .skip,\n  .script,\n  .back {\n    display: none !important;\n  }\n  .canvas {\n    max-height: none;\n    overflow: visible;\n    border: 0;\n  }\n  .canvas .picture {\n    width: auto;\n    height: auto;\n    max-width: 100%;\n  }\n  .canvas [data-request] {\n    opacity: 1 !important;\n  }\n  .legend span::before,\n  .role::before {\n    print-color-adjust: exact;\n  }\n  .chosen main {\n    display: block;\n  }\n  .scripted .details {\n    position: static;\n    max-height: none;\n    overflow: visible;\n  }\n  article {\n    padding: 0;\n    border: 0;\n    outline: 0 !important;\n  }\n  tr,\n  .values > div {\n    break-inside: avoid;\n  }\n  h4 {\n    break-after: avoid;\n  }\n}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/page.css'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          ":root {\n  --ground: #fff;\n  --raised: #f6f8fa;\n  --ink: #1b1f24;\n  --soft: #59636e;\n  --line: #d1d9e0;\n  --link: #0550ae;\n  --leader: #1f6feb;\n  --pbs: #9a6700;\n  --backup: #1a7f37;\n  --warning: #8a5c00;\n  --error: #b62324;\n  --chosen: #ddf4ff;\n  color-scheme: light dark;\n  font:\n    15px/1.5 system-ui,\n    'Liberation Sans',\n    Arial,\n    sans-serif;\n  color: var(--ink);\n  background: var(--ground);\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --ground: #0d1117;\n    --raised: #151b23;\n    --ink: #f0f3f6;\n    --soft: #9ea7b3;\n    --line: #3d444d;\n    --link: #79b8ff;\n    --leader: #58a6ff;\n    --pbs: #e3b341;\n    --backup: #56d364;\n    --warning: #e3b341;\n    --error: #ff8f86;\n    --chosen: #12304f;\n  }\n}\n* {\n  box-sizing: border-box;\n}\nbody {\n  margin: 0 auto;\n  padding: 1.5rem clamp(0.75rem, 3vw, 2.5rem) 3rem;\n  max-width: 110rem;\n}\nh1,\nh2,\nh3,\nh4,\np {\n  margin: 0;\n}\nh1 {\n  font-size: 1.6rem;\n  line-height: 1.25;\n  overflow-wrap: anywhere;\n}\nh2 {\n  font-size: 1.15rem;\n}\nh3 {\n  font-size: 1.2rem;\n  overflow-wrap: anywhere;\n}\nh4 {\n  margin-top: 1.1rem;\n  font-size: 0.85rem;\n  color: var(--soft);\n}\nheader p,\n.hint,\n.what {\n  color: var(--soft);\n}\na {\n  color: var(--link);\n}\n:focus-visible {\n  outline: 2px solid var(--link);\n  outline-offset: 2px;\n}\n.skip {\n  position: absolute;\n  left: -99rem;\n}\n.skip:focus {\n  position: static;\n}\nhtml:not(.scripted) .script {\n  display: none;\n}\nsection,\n.overview {\n  margin-top: 1.5rem;\n}\n.findings ul,\n.found {\n  margin: 0.5rem 0 0;\n  padding: 0;\n  list-style: none;\n}\n.findings li,\n.found li {\n  margin-top: 0.4rem;\n  padding: 0.4rem 0.75rem;\n  border-left: 4px solid var(--soft);\n  background: var(--raised);\n  overflow-wrap: anywhere;\n}\nli.warning {\n  border-color: var(--warning);\n}\nli.error {\n  border-color: var(--error);\n}\n.warning > strong,\n.mark.warning {\n  color: var(--warning);\n}\n.error > strong,\n.mark.error {\n  color: var(--error);\n}\n.mark {\n  font-size: 0.8rem;\n  font-weight: 600;\n}\n.mark::before {\n  content: '▲ ';\n}\n.bar {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem 1.5rem;\n  align-items: baseline;\n}\n.legend {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.2rem 1rem;\n  color: var(--soft);\n  font-size: 0.85rem;\n}\n.legend span::before {\n  content: '';\n  display: inline-block;\n  width: 1.4em;\n  height: 0.7em;\n  margin-right: 0.4em;\n  border-radius: 3px;\n  background: var(--key);\n}\n.leader {\n  --key: var(--leader);\n}\n.pbs {\n  --key: var(--pbs);\n}\n.backup {\n  --key: var(--backup);\n}\n.legend .pull::before,\n.legend .push::before {\n  height: 0;\n  margin-bottom: 0.3em;\n  border-top: 2px solid var(--soft);\n  border-radius: 0;\n}\n.legend .push::before {\n  border-top-style: dashed;\n}\n.legend .computer::before {\n  border: 1px solid var(--soft);\n  background: var(--raised);\n}\n.legend .network::before {\n  border: 1px dashed var(--soft);\n}\n.zoom {\n  display: flex;\n  gap: 0.4rem;\n  margin-left: auto;\n}\nbutton,\ninput[type='search'] {\n  padding: 0.25rem 0.7rem;\n  border: 1px solid var(--line);\n  border-radius: 6px;\n  font: inherit;\n  font-size: 0.9rem;\n  color: inherit;\n  background: var(--raised);\n}\n.canvas {\n  margin-top: 0.6rem;\n  max-height: 60vh;\n  overflow: auto;\n  border: 1px solid var(--line);\n  border-radius: 10px;\n}\n.canvas .picture {\n  display: block;\n  margin: auto;\n}\n.scripted .picture [data-request] {\n  cursor: pointer;\n}\n.chosen .canvas [data-request]:not(.way),\n.canvas .faded:not(.selected) {\n  opacity: 0.4;\n}\n.chosen .canvas .way .line {\n  stroke: var(--link);\n  stroke-width: 2.5;\n}\n.canvas .node.selected .box {\n  stroke: var(--link);\n  stroke-width: 3;\n}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/page.html'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        var macro_t_1 = runtime.makeMacro(
          ['title', 'requests'],
          [],
          function (l_title, l_requests, kwargs) {
            var callerFrame = frame
            frame = new runtime.Frame()
            kwargs = kwargs || {}
            if (Object.prototype.hasOwnProperty.call(kwargs, 'caller')) {
              frame.set('caller', kwargs.caller)
            }
            frame.set('title', l_title)
            frame.set('requests', l_requests)
            var t_2 = ''
            if (runtime.memberLookup(l_requests, 'length')) {
              t_2 += '<dt>'
              t_2 += runtime.suppressValue(
                runtime.ensureDefined(l_title, 2, 4),
                env.opts.autoescape,
              )
              t_2 += '</dt>\n<dd>\n'
              if (runtime.memberLookup(l_requests, 'length') > 12) {
                t_2 += '<details><summary>'
                t_2 += runtime.suppressValue(
                  runtime.ensureDefined(runtime.memberLookup(l_requests, 'length'), 5, 18),
                  env.opts.autoescape,
                )
                t_2 += ' requests</summary>\n'
              }
              t_2 += '<ul class="links">\n'
              frame = frame.push()
              var t_5 = l_requests
              if (t_5) {
                t_5 = runtime.fromIterator(t_5)
                var t_4 = t_5.length
                for (var t_3 = 0; t_3 < t_5.length; t_3++) {
                  var t_6 = t_5[t_3]
                  frame.set('request', t_6)
                  frame.set('loop.index', t_3 + 1)
                  frame.set('loop.index0', t_3)
                  frame.set('loop.revindex', t_4 - t_3)
                  frame.set('loop.revindex0', t_4 - t_3 - 1)
                  frame.set('loop.first', t_3 === 0)
                  frame.set('loop.last', t_3 === t_4 - 1)
                  frame.set('loop.length', t_4)
                  t_2 += '<li><a href="#'
                  t_2 += runtime.suppressValue(
                    runtime.ensureDefined(runtime.memberLookup(t_6, 'section'), 9, 14),
                    env.opts.autoescape,
                  )
                  t_2 += '">'
                  t_2 += runtime.suppressValue(
                    runtime.ensureDefined(runtime.memberLookup(t_6, 'name'), 9, 37),
                    env.opts.autoescape,
                  )
                  t_2 += '</a></li>\n'
                }
              }
              frame = frame.pop()
              t_2 += '</ul>\n'
              if (runtime.memberLookup(l_requests, 'length') > 12) {
                t_2 += '</details>\n'
              }
              t_2 += '</dd>\n'
            }
            frame = callerFrame
            return new runtime.SafeString(t_2)
          },
        )
        context.addExport('links')
        context.setVariable('links', macro_t_1)
        var macro_t_7 = runtime.makeMacro(
          ['title', 'rows'],
          [],
          function (l_title, l_rows, kwargs) {
            var callerFrame = frame
            frame = new runtime.Frame()
            kwargs = kwargs || {}
            if (Object.prototype.hasOwnProperty.call(kwargs, 'caller')) {
              frame.set('caller', kwargs.caller)
            }
            frame.set('title', l_title)
            frame.set('rows', l_rows)
            var t_8 = ''
            if (runtime.memberLookup(l_rows, 'length')) {
              t_8 += '<h4>'
              t_8 += runtime.suppressValue(
                runtime.ensureDefined(l_title, 20, 4),
                env.opts.autoescape,
              )
              t_8 += '</h4>\n<dl class="values">\n'
              frame = frame.push()
              var t_11 = l_rows
              if (t_11) {
                t_11 = runtime.fromIterator(t_11)
                var t_10 = t_11.length
                for (var t_9 = 0; t_9 < t_11.length; t_9++) {
                  var t_12 = t_11[t_9]
                  frame.set('row', t_12)
                  frame.set('loop.index', t_9 + 1)
                  frame.set('loop.index0', t_9)
                  frame.set('loop.revindex', t_10 - t_9)
                  frame.set('loop.revindex0', t_10 - t_9 - 1)
                  frame.set('loop.first', t_9 === 0)
                  frame.set('loop.last', t_9 === t_10 - 1)
                  frame.set('loop.length', t_10)
                  t_8 += '<div><dt>'
                  t_8 += runtime.suppressValue(
                    runtime.ensureDefined(runtime.memberLookup(t_12, 'name'), 23, 9),
                    env.opts.autoescape,
                  )
                  if (runtime.memberLookup(t_12, 'kind')) {
                    t_8 += ' <span class="kind">'
                    t_8 += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_12, 'kind'), 23, 60),
                      env.opts.autoescape,
                    )
                    t_8 += '</span>'
                  }
                  t_8 += '</dt>\n<dd>'
                  if (runtime.memberLookup(t_12, 'summary')) {
                    t_8 += '<details><summary>'
                    t_8 += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_12, 'summary'), 24, 42),
                      env.opts.autoescape,
                    )
                    t_8 += '</summary><pre>'
                    t_8 += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_12, 'value'), 24, 74),
                      env.opts.autoescape,
                    )
                    t_8 += '</pre></details>'
                  } else {
                    if (runtime.memberLookup(t_12, 'value')) {
                      t_8 += '<pre>'
                      t_8 += runtime.suppressValue(
                        runtime.ensureDefined(runtime.memberLookup(t_12, 'value'), 24, 130),
                        env.opts.autoescape,
                      )
                      t_8 += '</pre>'
                    } else {
                      t_8 += '<span class="none">empty</span>'
                    }
                  }
                  t_8 += '</dd></div>\n'
                }
              }
              frame = frame.pop()
              t_8 += '</dl>\n'
            }
            frame = callerFrame
            return new runtime.SafeString(t_8)
          },
        )
        context.addExport('values')
        context.setVariable('values', macro_t_7)
        output +=
          '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="light dark">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; script-src \'unsafe-inline\'; img-src data:">\n<link rel="icon" href="data:,">\n<title>'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'title'),
            37,
            7,
          ),
          env.opts.autoescape,
        )
        output += '</title>\n<style>\n'
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate('plan/page.css', false, 'plan/page.html', false, function (t_14, t_13) {
            if (t_14) {
              cb(t_14)
              return
            }
            callback(null, t_13)
          })
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_16, t_15) {
            if (t_16) {
              cb(t_16)
              return
            }
            callback(null, t_15)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          var tasks = []
          tasks.push(function (callback) {
            env.getTemplate(
              'plan/requests.css',
              false,
              'plan/page.html',
              false,
              function (t_18, t_17) {
                if (t_18) {
                  cb(t_18)
                  return
                }
                callback(null, t_17)
              },
            )
          })
          tasks.push(function (template, callback) {
            template.render(context.getVariables(), frame, function (t_20, t_19) {
              if (t_20) {
                cb(t_20)
                return
              }
              callback(null, t_19)
            })
          })
          tasks.push(function (result, callback) {
            output += result
            callback(null)
          })
          env.waterfall(tasks, function () {
            var tasks = []
            tasks.push(function (callback) {
              env.getTemplate(
                'plan/narrow-and-print.css',
                false,
                'plan/page.html',
                false,
                function (t_22, t_21) {
                  if (t_22) {
                    cb(t_22)
                    return
                  }
                  callback(null, t_21)
                },
              )
            })
            tasks.push(function (template, callback) {
              template.render(context.getVariables(), frame, function (t_24, t_23) {
                if (t_24) {
                  cb(t_24)
                  return
                }
                callback(null, t_23)
              })
            })
            tasks.push(function (result, callback) {
              output += result
              callback(null)
            })
            env.waterfall(tasks, function () {
              output +=
                '</style>\n</head>\n<body>\n<a class="skip" href="#requests">Skip to the requests</a>\n<header>\n<h1>'
              output += runtime.suppressValue(
                runtime.ensureDefined(
                  runtime.memberLookup(
                    runtime.contextOrFrameLookup(context, frame, 'picture'),
                    'title',
                  ),
                  47,
                  4,
                ),
                env.opts.autoescape,
              )
              output += '</h1>\n'
              frame = frame.push()
              var t_27 = runtime.contextOrFrameLookup(context, frame, 'components')
              if (t_27) {
                t_27 = runtime.fromIterator(t_27)
                var t_26 = t_27.length
                for (var t_25 = 0; t_25 < t_27.length; t_25++) {
                  var t_28 = t_27[t_25]
                  frame.set('component', t_28)
                  frame.set('loop.index', t_25 + 1)
                  frame.set('loop.index0', t_25)
                  frame.set('loop.revindex', t_26 - t_25)
                  frame.set('loop.revindex0', t_26 - t_25 - 1)
                  frame.set('loop.first', t_25 === 0)
                  frame.set('loop.last', t_25 === t_26 - 1)
                  frame.set('loop.length', t_26)
                  output += '<p>'
                  output += runtime.suppressValue(
                    runtime.ensureDefined(runtime.memberLookup(t_28, 'name'), 49, 3),
                    env.opts.autoescape,
                  )
                  output += ': '
                  output += runtime.suppressValue(
                    runtime.ensureDefined(runtime.memberLookup(t_28, 'extent'), 49, 25),
                    env.opts.autoescape,
                  )
                  output += '</p>\n'
                }
              }
              frame = frame.pop()
              output += '</header>\n<main>\n<div class="all">\n'
              if (
                runtime.memberLookup(
                  runtime.contextOrFrameLookup(context, frame, 'findings'),
                  'length',
                )
              ) {
                output +=
                  '<section class="findings" aria-labelledby="findings-title">\n<h2 id="findings-title">Findings</h2>\n<ul>\n'
                frame = frame.push()
                var t_31 = runtime.contextOrFrameLookup(context, frame, 'findings')
                if (t_31) {
                  t_31 = runtime.fromIterator(t_31)
                  var t_30 = t_31.length
                  for (var t_29 = 0; t_29 < t_31.length; t_29++) {
                    var t_32 = t_31[t_29]
                    frame.set('finding', t_32)
                    frame.set('loop.index', t_29 + 1)
                    frame.set('loop.index0', t_29)
                    frame.set('loop.revindex', t_30 - t_29)
                    frame.set('loop.revindex0', t_30 - t_29 - 1)
                    frame.set('loop.first', t_29 === 0)
                    frame.set('loop.last', t_29 === t_30 - 1)
                    frame.set('loop.length', t_30)
                    output += '<li class="'
                    output += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_32, 'severity'), 59, 11),
                      env.opts.autoescape,
                    )
                    output += '"><strong>'
                    output += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_32, 'severity'), 59, 43),
                      env.opts.autoescape,
                    )
                    output += '</strong> '
                    output += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_32, 'message'), 59, 75),
                      env.opts.autoescape,
                    )
                    if (runtime.memberLookup(runtime.memberLookup(t_32, 'requests'), 'length')) {
                      output += ' <span class="at">at '
                      frame = frame.push()
                      var t_35 = runtime.memberLookup(t_32, 'requests')
                      if (t_35) {
                        t_35 = runtime.fromIterator(t_35)
                        var t_34 = t_35.length
                        for (var t_33 = 0; t_33 < t_35.length; t_33++) {
                          var t_36 = t_35[t_33]
                          frame.set('request', t_36)
                          frame.set('loop.index', t_33 + 1)
                          frame.set('loop.index0', t_33)
                          frame.set('loop.revindex', t_34 - t_33)
                          frame.set('loop.revindex0', t_34 - t_33 - 1)
                          frame.set('loop.first', t_33 === 0)
                          frame.set('loop.last', t_33 === t_34 - 1)
                          frame.set('loop.length', t_34)
                          output += '<a href="#'
                          output += runtime.suppressValue(
                            runtime.ensureDefined(runtime.memberLookup(t_36, 'section'), 59, 196),
                            env.opts.autoescape,
                          )
                          output += '">'
                          output += runtime.suppressValue(
                            runtime.ensureDefined(runtime.memberLookup(t_36, 'name'), 59, 219),
                            env.opts.autoescape,
                          )
                          output += '</a>'
                          if (
                            !runtime.memberLookup(
                              runtime.contextOrFrameLookup(context, frame, 'loop'),
                              'last',
                            )
                          ) {
                            output += ', '
                          }
                        }
                      }
                      frame = frame.pop()
                      output += '</span>'
                    }
                    if (runtime.memberLookup(t_32, 'hint')) {
                      output += '<br><span class="hint">'
                      output += runtime.suppressValue(
                        runtime.ensureDefined(runtime.memberLookup(t_32, 'hint'), 59, 350),
                        env.opts.autoescape,
                      )
                      output += '</span>'
                    }
                    output += '</li>\n'
                  }
                }
                frame = frame.pop()
                output += '</ul>\n</section>\n'
              }
              output +=
                '<div class="overview">\n<div class="bar">\n<h2 id="picture-title">Picture</h2>\n<p class="legend"><span class="leader">leader</span> <span class="pbs">PBS</span> <span class="backup">backup</span> <span class="pull">pull</span> <span class="push">push</span> <span class="computer">computer</span> <span class="network">network</span></p>\n<div class="zoom script" role="group" aria-label="Zoom of the picture"><button type="button" data-zoom="out" aria-label="Smaller">−</button><button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="width">Whole width</button><button type="button" data-zoom="full">Full size</button></div>\n</div>\n<div class="canvas" tabindex="0" role="region" aria-labelledby="picture-title">\n'
              var tasks = []
              tasks.push(function (callback) {
                env.getTemplate(
                  'plan/picture.svg',
                  false,
                  'plan/page.html',
                  false,
                  function (t_38, t_37) {
                    if (t_38) {
                      cb(t_38)
                      return
                    }
                    callback(null, t_37)
                  },
                )
              })
              tasks.push(function (template, callback) {
                template.render(context.getVariables(), frame, function (t_40, t_39) {
                  if (t_40) {
                    cb(t_40)
                    return
                  }
                  callback(null, t_39)
                })
              })
              tasks.push(function (result, callback) {
                output += result
                callback(null)
              })
              env.waterfall(tasks, function () {
                output +=
                  '</div>\n</div>\n<section id="requests" aria-labelledby="requests-title" tabindex="-1">\n<h2 id="requests-title">Requests</h2>\n<p class="hint script">Select one here or in the picture to see its parameters, SLA and wiring. The arrow keys go from one to the next, Escape comes back here.</p>\n<form class="filter script" role="search">\n<label for="filter">Filter</label>\n<input id="filter" type="search" autocomplete="off" placeholder="a name, a type, a computer, a magic key">\n<label class="only"><input id="only" type="checkbox"> only with findings</label>\n<output id="count" for="filter only"></output>\n</form>\n'
                frame = frame.push()
                var t_43 = runtime.contextOrFrameLookup(context, frame, 'components')
                if (t_43) {
                  t_43 = runtime.fromIterator(t_43)
                  var t_42 = t_43.length
                  for (var t_41 = 0; t_41 < t_43.length; t_41++) {
                    var t_44 = t_43[t_41]
                    frame.set('component', t_44)
                    frame.set('loop.index', t_41 + 1)
                    frame.set('loop.index0', t_41)
                    frame.set('loop.revindex', t_42 - t_41)
                    frame.set('loop.revindex0', t_42 - t_41 - 1)
                    frame.set('loop.first', t_41 === 0)
                    frame.set('loop.last', t_41 === t_42 - 1)
                    frame.set('loop.length', t_42)
                    output += '<table>\n<caption>'
                    output += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_44, 'name'), 85, 9),
                      env.opts.autoescape,
                    )
                    output += ': '
                    output += runtime.suppressValue(
                      runtime.ensureDefined(runtime.memberLookup(t_44, 'extent'), 85, 31),
                      env.opts.autoescape,
                    )
                    output +=
                      '</caption>\n<thead><tr><th scope="col">Role</th><th scope="col">Request</th><th scope="col">Software type</th><th scope="col">SLA (where it comes from)</th><th scope="col">Notifies</th></tr></thead>\n<tbody>\n'
                    frame = frame.push()
                    var t_47 = runtime.memberLookup(t_44, 'requests')
                    if (t_47) {
                      t_47 = runtime.fromIterator(t_47)
                      var t_46 = t_47.length
                      for (var t_45 = 0; t_45 < t_47.length; t_45++) {
                        var t_48 = t_47[t_45]
                        frame.set('request', t_48)
                        frame.set('loop.index', t_45 + 1)
                        frame.set('loop.index0', t_45)
                        frame.set('loop.revindex', t_46 - t_45)
                        frame.set('loop.revindex0', t_46 - t_45 - 1)
                        frame.set('loop.first', t_45 === 0)
                        frame.set('loop.last', t_45 === t_46 - 1)
                        frame.set('loop.length', t_46)
                        output += '<tr class="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'role'), 89, 11),
                          env.opts.autoescape,
                        )
                        output += ' '
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'severity'), 89, 30),
                          env.opts.autoescape,
                        )
                        output += '" data-row="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'section'), 89, 64),
                          env.opts.autoescape,
                        )
                        output += '">\n<td><span class="role">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'roleText'), 90, 23),
                          env.opts.autoescape,
                        )
                        output += '</span></td>\n<th scope="row"><a href="#'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'section'), 91, 26),
                          env.opts.autoescape,
                        )
                        output += '">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'name'), 91, 49),
                          env.opts.autoescape,
                        )
                        output += '</a>'
                        if (runtime.memberLookup(t_48, 'severity')) {
                          output += ' <span class="mark '
                          output += runtime.suppressValue(
                            runtime.ensureDefined(runtime.memberLookup(t_48, 'severity'), 91, 115),
                            env.opts.autoescape,
                          )
                          output += '">'
                          output += runtime.suppressValue(
                            runtime.ensureDefined(runtime.memberLookup(t_48, 'severity'), 91, 139),
                            env.opts.autoescape,
                          )
                          output += '</span>'
                        }
                        output += '</th>\n<td data-title="Software type">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'softwareType'), 92, 31),
                          env.opts.autoescape,
                        )
                        if (runtime.memberLookup(t_48, 'shared')) {
                          output += ' (shared)'
                        }
                        output += '</td>\n<td data-title="SLA">'
                        frame = frame.push()
                        var t_51 = runtime.memberLookup(t_48, 'slaTexts')
                        if (t_51) {
                          t_51 = runtime.fromIterator(t_51)
                          var t_50 = t_51.length
                          for (var t_49 = 0; t_49 < t_51.length; t_49++) {
                            var t_52 = t_51[t_49]
                            frame.set('text', t_52)
                            frame.set('loop.index', t_49 + 1)
                            frame.set('loop.index0', t_49)
                            frame.set('loop.revindex', t_50 - t_49)
                            frame.set('loop.revindex0', t_50 - t_49 - 1)
                            frame.set('loop.first', t_49 === 0)
                            frame.set('loop.last', t_49 === t_50 - 1)
                            frame.set('loop.length', t_50)
                            output += '<div>'
                            output += runtime.suppressValue(
                              runtime.ensureDefined(t_52, 93, 60),
                              env.opts.autoescape,
                            )
                            output += '</div>'
                          }
                        }
                        frame = frame.pop()
                        output += '</td>\n<td data-title="Notifies">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_48, 'notifiesText'), 94, 26),
                          env.opts.autoescape,
                        )
                        output += '</td>\n</tr>\n'
                      }
                    }
                    frame = frame.pop()
                    output += '</tbody>\n</table>\n'
                    if (runtime.memberLookup(runtime.memberLookup(t_44, 'unused'), 'length')) {
                      output += '<p>Magic keys that match no request: '
                      frame = frame.push()
                      var t_55 = runtime.memberLookup(t_44, 'unused')
                      if (t_55) {
                        t_55 = runtime.fromIterator(t_55)
                        var t_54 = t_55.length
                        for (var t_53 = 0; t_53 < t_55.length; t_53++) {
                          var t_56 = t_55[t_53]
                          frame.set('key', t_56)
                          frame.set('loop.index', t_53 + 1)
                          frame.set('loop.index0', t_53)
                          frame.set('loop.revindex', t_54 - t_53)
                          frame.set('loop.revindex0', t_54 - t_53 - 1)
                          frame.set('loop.first', t_53 === 0)
                          frame.set('loop.last', t_53 === t_54 - 1)
                          frame.set('loop.length', t_54)
                          output += '<code>'
                          output += runtime.suppressValue(
                            runtime.ensureDefined(t_56, 100, 76),
                            env.opts.autoescape,
                          )
                          output += '</code>'
                          if (
                            !runtime.memberLookup(
                              runtime.contextOrFrameLookup(context, frame, 'loop'),
                              'last',
                            )
                          ) {
                            output += ', '
                          }
                        }
                      }
                      frame = frame.pop()
                      output += '</p>\n'
                    }
                  }
                }
                frame = frame.pop()
                output +=
                  '</section>\n</div>\n<section class="details" aria-labelledby="details-title">\n<h2 id="details-title">Selected request</h2>\n'
                frame = frame.push()
                var t_59 = runtime.contextOrFrameLookup(context, frame, 'components')
                if (t_59) {
                  t_59 = runtime.fromIterator(t_59)
                  var t_58 = t_59.length
                  for (var t_57 = 0; t_57 < t_59.length; t_57++) {
                    var t_60 = t_59[t_57]
                    frame.set('component', t_60)
                    frame.set('loop.index', t_57 + 1)
                    frame.set('loop.index0', t_57)
                    frame.set('loop.revindex', t_58 - t_57)
                    frame.set('loop.revindex0', t_58 - t_57 - 1)
                    frame.set('loop.first', t_57 === 0)
                    frame.set('loop.last', t_57 === t_58 - 1)
                    frame.set('loop.length', t_58)
                    frame = frame.push()
                    var t_63 = runtime.memberLookup(t_60, 'requests')
                    if (t_63) {
                      t_63 = runtime.fromIterator(t_63)
                      var t_62 = t_63.length
                      for (var t_61 = 0; t_61 < t_63.length; t_61++) {
                        var t_64 = t_63[t_61]
                        frame.set('request', t_64)
                        frame.set('loop.index', t_61 + 1)
                        frame.set('loop.index0', t_61)
                        frame.set('loop.revindex', t_62 - t_61)
                        frame.set('loop.revindex0', t_62 - t_61 - 1)
                        frame.set('loop.first', t_61 === 0)
                        frame.set('loop.last', t_61 === t_62 - 1)
                        frame.set('loop.length', t_62)
                        output += '<article id="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'section'), 109, 13),
                          env.opts.autoescape,
                        )
                        output += '" class="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'role'), 109, 43),
                          env.opts.autoescape,
                        )
                        output += '" tabindex="-1" aria-labelledby="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'section'), 109, 94),
                          env.opts.autoescape,
                        )
                        output += ':name">\n<h3 id="'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'section'), 110, 8),
                          env.opts.autoescape,
                        )
                        output += ':name">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'name'), 110, 36),
                          env.opts.autoescape,
                        )
                        output += '</h3>\n<p class="what"><span class="role">'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'roleText'), 111, 35),
                          env.opts.autoescape,
                        )
                        output += '</span> of '
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_60, 'name'), 111, 68),
                          env.opts.autoescape,
                        )
                        output += ', software type '
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            runtime.memberLookup(t_64, 'softwareType'),
                            111,
                            104,
                          ),
                          env.opts.autoescape,
                        )
                        if (runtime.memberLookup(t_64, 'shared')) {
                          output += ', shared'
                        }
                        output += '</p>\n'
                        if (
                          runtime.memberLookup(runtime.memberLookup(t_64, 'findings'), 'length')
                        ) {
                          output += '<ul class="found">\n'
                          frame = frame.push()
                          var t_67 = runtime.memberLookup(t_64, 'findings')
                          if (t_67) {
                            t_67 = runtime.fromIterator(t_67)
                            var t_66 = t_67.length
                            for (var t_65 = 0; t_65 < t_67.length; t_65++) {
                              var t_68 = t_67[t_65]
                              frame.set('finding', t_68)
                              frame.set('loop.index', t_65 + 1)
                              frame.set('loop.index0', t_65)
                              frame.set('loop.revindex', t_66 - t_65)
                              frame.set('loop.revindex0', t_66 - t_65 - 1)
                              frame.set('loop.first', t_65 === 0)
                              frame.set('loop.last', t_65 === t_66 - 1)
                              frame.set('loop.length', t_66)
                              output += '<li class="'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(
                                  runtime.memberLookup(t_68, 'severity'),
                                  115,
                                  11,
                                ),
                                env.opts.autoescape,
                              )
                              output += '"><strong>'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(
                                  runtime.memberLookup(t_68, 'severity'),
                                  115,
                                  43,
                                ),
                                env.opts.autoescape,
                              )
                              output += '</strong> '
                              output += runtime.suppressValue(
                                runtime.ensureDefined(
                                  runtime.memberLookup(t_68, 'message'),
                                  115,
                                  75,
                                ),
                                env.opts.autoescape,
                              )
                              output += '</li>\n'
                            }
                          }
                          frame = frame.pop()
                          output += '</ul>\n'
                        }
                        output += '<h4>SLA</h4>\n<dl class="values">\n'
                        frame = frame.push()
                        var t_71 = runtime.memberLookup(t_64, 'sla')
                        if (t_71) {
                          t_71 = runtime.fromIterator(t_71)
                          var t_70 = t_71.length
                          for (var t_69 = 0; t_69 < t_71.length; t_69++) {
                            var t_72 = t_71[t_69]
                            frame.set('row', t_72)
                            frame.set('loop.index', t_69 + 1)
                            frame.set('loop.index0', t_69)
                            frame.set('loop.revindex', t_70 - t_69)
                            frame.set('loop.revindex0', t_70 - t_69 - 1)
                            frame.set('loop.first', t_69 === 0)
                            frame.set('loop.last', t_69 === t_70 - 1)
                            frame.set('loop.length', t_70)
                            output += '<div><dt>'
                            output += runtime.suppressValue(
                              runtime.ensureDefined(runtime.memberLookup(t_72, 'name'), 122, 9),
                              env.opts.autoescape,
                            )
                            output += ' <span class="kind">'
                            output += runtime.suppressValue(
                              runtime.ensureDefined(runtime.memberLookup(t_72, 'from'), 122, 43),
                              env.opts.autoescape,
                            )
                            output += '</span></dt>\n<dd><pre>'
                            output += runtime.suppressValue(
                              runtime.ensureDefined(runtime.memberLookup(t_72, 'value'), 123, 9),
                              env.opts.autoescape,
                            )
                            output += '</pre>'
                            if (runtime.memberLookup(t_72, 'key')) {
                              output += '<p>from <code>'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(runtime.memberLookup(t_72, 'key'), 123, 60),
                                env.opts.autoescape,
                              )
                              output += '</code></p>'
                            }
                            if (runtime.memberLookup(t_72, 'overrides')) {
                              output += '<p>overrides <code>'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(
                                  runtime.memberLookup(t_72, 'overrides'),
                                  123,
                                  136,
                                ),
                                env.opts.autoescape,
                              )
                              output += '</code></p>'
                            }
                            output += '</dd></div>\n'
                          }
                        }
                        frame = frame.pop()
                        output += '</dl>\n'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 126),
                            (colno = 9),
                            runtime.callWrap(macro_t_7, 'values', context, [
                              'Parameters',
                              runtime.memberLookup(t_64, 'parameters'),
                            ])),
                            126,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output += '\n'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 127),
                            (colno = 9),
                            runtime.callWrap(macro_t_7, 'values', context, [
                              'Options',
                              runtime.memberLookup(t_64, 'options'),
                            ])),
                            127,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output +=
                          '\n<h4>Wiring</h4>\n<dl class="wiring">\n<dt>Section</dt>\n<dd><code>'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(runtime.memberLookup(t_64, 'section'), 131, 10),
                          env.opts.autoescape,
                        )
                        output += '</code></dd>\n'
                        if (
                          runtime.memberLookup(runtime.memberLookup(t_64, 'inherits'), 'length')
                        ) {
                          output += '<dt>Inherits</dt>\n<dd>'
                          frame = frame.push()
                          var t_75 = runtime.memberLookup(t_64, 'inherits')
                          if (t_75) {
                            t_75 = runtime.fromIterator(t_75)
                            var t_74 = t_75.length
                            for (var t_73 = 0; t_73 < t_75.length; t_73++) {
                              var t_76 = t_75[t_73]
                              frame.set('section', t_76)
                              frame.set('loop.index', t_73 + 1)
                              frame.set('loop.index0', t_73)
                              frame.set('loop.revindex', t_74 - t_73)
                              frame.set('loop.revindex0', t_74 - t_73 - 1)
                              frame.set('loop.first', t_73 === 0)
                              frame.set('loop.last', t_73 === t_74 - 1)
                              frame.set('loop.length', t_74)
                              output += '<code>'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(t_76, 134, 47),
                                env.opts.autoescape,
                              )
                              output += '</code> '
                            }
                          }
                          frame = frame.pop()
                          output += '</dd>\n'
                        }
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 136),
                            (colno = 8),
                            runtime.callWrap(macro_t_1, 'links', context, [
                              'Notifies',
                              runtime.memberLookup(t_64, 'notifies'),
                            ])),
                            136,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output += '\n'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 137),
                            (colno = 8),
                            runtime.callWrap(macro_t_1, 'links', context, [
                              'Notified by',
                              runtime.memberLookup(t_64, 'notifiedBy'),
                            ])),
                            137,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output += '\n'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 138),
                            (colno = 8),
                            runtime.callWrap(macro_t_1, 'links', context, [
                              'Refers to',
                              runtime.memberLookup(t_64, 'wiredTo'),
                            ])),
                            138,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output += '\n'
                        output += runtime.suppressValue(
                          runtime.ensureDefined(
                            ((lineno = 139),
                            (colno = 8),
                            runtime.callWrap(macro_t_1, 'links', context, [
                              'Referred to by',
                              runtime.memberLookup(t_64, 'wiredFrom'),
                            ])),
                            139,
                            0,
                          ),
                          env.opts.autoescape,
                        )
                        output += '\n'
                        if (runtime.memberLookup(runtime.memberLookup(t_64, 'returns'), 'length')) {
                          output += '<dt>Returns</dt>\n<dd>'
                          frame = frame.push()
                          var t_79 = runtime.memberLookup(t_64, 'returns')
                          if (t_79) {
                            t_79 = runtime.fromIterator(t_79)
                            var t_78 = t_79.length
                            for (var t_77 = 0; t_77 < t_79.length; t_77++) {
                              var t_80 = t_79[t_77]
                              frame.set('name', t_80)
                              frame.set('loop.index', t_77 + 1)
                              frame.set('loop.index0', t_77)
                              frame.set('loop.revindex', t_78 - t_77)
                              frame.set('loop.revindex0', t_78 - t_77 - 1)
                              frame.set('loop.first', t_77 === 0)
                              frame.set('loop.last', t_77 === t_78 - 1)
                              frame.set('loop.length', t_78)
                              output += '<code>'
                              output += runtime.suppressValue(
                                runtime.ensureDefined(t_80, 142, 43),
                                env.opts.autoescape,
                              )
                              output += '</code> '
                            }
                          }
                          frame = frame.pop()
                          output += '</dd>\n'
                        }
                        output +=
                          '</dl>\n<p class="back"><a href="#requests">Back to the requests</a></p>\n</article>\n'
                      }
                    }
                    frame = frame.pop()
                  }
                }
                frame = frame.pop()
                output += '</section>\n</main>\n<script>\n'
                var tasks = []
                tasks.push(function (callback) {
                  env.getTemplate(
                    'plan/page.js',
                    false,
                    'plan/page.html',
                    false,
                    function (t_82, t_81) {
                      if (t_82) {
                        cb(t_82)
                        return
                      }
                      callback(null, t_81)
                    },
                  )
                })
                tasks.push(function (template, callback) {
                  template.render(context.getVariables(), frame, function (t_84, t_83) {
                    if (t_84) {
                      cb(t_84)
                      return
                    }
                    callback(null, t_83)
                  })
                })
                tasks.push(function (result, callback) {
                  output += result
                  callback(null)
                })
                env.waterfall(tasks, function () {
                  output += '</script>\n</body>\n</html>\n'
                  if (parentTemplate) {
                    parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
                  } else {
                    cb(null, output)
                  }
                })
              })
            })
          })
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/page.js'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "// Without this the page is a list and every request below it; this makes it a place to look around:\n// one request at a time beside the list, the picture's marks and zoom, the filter and the keys.\nconst root = document.documentElement\nconst picture = document.querySelector('.picture')\nconst canvas = document.querySelector('.canvas')\nconst details = document.querySelector('.details')\nconst filter = document.getElementById('filter')\nconst only = document.getElementById('only')\nconst count = document.getElementById('count')\nconst rows = [...document.querySelectorAll('tr[data-row]')]\nconst links = new Map(rows.map((row) => [row.dataset.row, row.querySelector('a')]))\nconst texts = rows.map((row) => row.textContent.toLowerCase())\nconst articles = [...document.querySelectorAll('article')]\nconst parts = [...picture.querySelectorAll('[data-request]')]\nconst arrows = parts.filter(({ dataset }) => dataset.from !== undefined)\nconst nodes = parts.filter((part) => part.classList.contains('node'))\nlet chosen = ''\n\n/** Shows the request that the address names, and the way that its data takes through the picture. */\nfunction mark() {\n  links.get(chosen)?.removeAttribute('aria-current')\n  const section = decodeURIComponent(location.hash.slice(1))\n  chosen = links.has(section) ? section : ''\n  links.get(chosen)?.setAttribute('aria-current', 'true')\n  root.classList.toggle('chosen', chosen !== '')\n  for (const article of articles) article.classList.toggle('shown', article.id === chosen)\n  const way = wayOf(chosen)\n  for (const part of parts) {\n    part.classList.toggle('selected', part.dataset.request === chosen)\n    part.classList.toggle('way', way.has(part.dataset.request))\n  }\n  const node = nodes.find(({ dataset }) => dataset.request === chosen)\n  if (node) center(node)\n}\n\n/** The request, all that its data comes from and all that it goes to. */\nfunction wayOf(section) {\n  const self = arrows.find(({ dataset }) => dataset.request === section)?.dataset\n  const before = new Set([self?.from ?? section])\n  const after = new Set([self?.to ?? section])\n  const way = new Set([section])\n  // Two arrows lead from a leader to a backup.\n  for (let step = 0; step < 2; step++) {\n    for (const { dataset } of arrows) {\n      const { request, from, to } = dataset\n      if (before.has(to)) before.add(from)\n      if (after.has(from)) after.add(to)\n      if (before.has(to) || after.has(from)) way.add(request)\n    }\n  }\n  for (const each of [...before, ...after]) way.add(each)\n  return way\n}\n\n/** Selects what an element leads to; the element stays where it is on the screen. */\nfunction select(section, element) {\n  const { top } = element.getBoundingClientRect()\n  history.pushState(null, '', `#${encodeURIComponent(section)}`)\n  mark()\n  // Beside the list the request is in view, below the list it is not.\n  const beside = getComputedStyle(details).position === 'sticky'\n  // A link inside the request that was shown is gone.\n  const stays = element.getClientRects().length > 0\n  if (beside && stays) scrollBy(0, element.getBoundingClientRect().top - top)\n  articles.find(({ id }) => id === section).focus({ preventScroll: beside })\n  details.scrollTop = 0\n}\n\n/** Scrolls the picture alone, not the page. */\nfunction center(node) {\n  const box = node.getBoundingClientRect()\n  const frame = canvas.getBoundingClientRect()\n  canvas.scrollBy(\n    box.left + box.width / 2 - frame.left - frame.width / 2,\n    box.top + box.height / 2 - frame.top - frame.height / 2,\n  )\n}\n\nfunction sift() {\n  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean)\n  const kept = new Set()\n  rows.forEach((row, index) => {\n    const fits =\n      words.every((word) => texts[index].includes(word)) &&\n      (!only.checked || row.querySelector('.mark') !== null)\n    row.hidden = !fits\n    if (fits) kept.add(row.dataset.row)\n  })\n  for (const part of parts) part.classList.toggle('faded', !kept.has(part.dataset.request))\n  for (const table of document.querySelectorAll('table'))\n    table.hidden = !table.querySelector('tr[data-row]:not([hidden])')\n  count.value = `${kept.size} of ${rows.length} requests`\n}\n\nconst natural = { width: picture.width.baseVal.value, height: picture.height.baseVal.value }\nlet scale = 1\n\nfunction zoom(to) {\n  const x = (canvas.scrollLeft + canvas.clientWidth / 2) / scale\n  const y = (canvas.scrollTop + canvas.clientHeight / 2) / scale\n  scale = Math.min(4, Math.max(0.05, to))\n  picture.setAttribute('width', natural.width * scale)\n  picture.setAttribute('height', natural.height * scale)\n  canvas.scrollTo(x * scale - canvas.clientWidth / 2, y * scale - canvas.clientHeight / 2)\n}\n\nconst zooms = {\n  in: () => zoom(scale * 1.25),\n  out: () => zoom(scale / 1.25),\n  full: () => zoom(1),\n  width: () => zoom(canvas.clientWidth / natural.width),\n}\n\ndocument.addEventListener('click', (event) => {\n  const { target } = event\n  const button = target.closest('[data-zoom]')\n  if (button) zooms[button.dataset.zoom]()\n  const part = target.closest('.picture [data-request]')\n  if (part) select(part.dataset.request, canvas)\n  const link = target.closest('a[href^=\"#\"]')\n  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return\n  const section = decodeURIComponent(link.hash.slice(1))\n  if (link.closest('.back')) links.get(chosen).focus()\n  else if (links.has(section)) select(section, link)\n  else return\n  event.preventDefault()\n})\n\ndocument.addEventListener('keydown', (event) => {\n  const { key, target } = event\n  if (key === 'Escape' && target.closest('article')) links.get(chosen).focus()\n  const step = { ArrowDown: 1, ArrowUp: -1 }[key]\n  const link = target.closest('tr[data-row] a')\n  if (!link || !step) return\n  event.preventDefault()\n  const shown = rows.filter((row) => !row.hidden).map((row) => row.querySelector('a'))\n  shown[shown.indexOf(link) + step]?.focus()\n})\n\nfilter.form.addEventListener('submit', (event) => event.preventDefault())\nfilter.addEventListener('input', sift)\nonly.addEventListener('change', sift)\naddEventListener('popstate', mark)\nroot.classList.add('scripted')\nsift()\nmark()\nif (natural.width > canvas.clientWidth) zoom(Math.max(0.75, canvas.clientWidth / natural.width))\ncenter(nodes.find(({ dataset }) => dataset.request === chosen) ?? nodes[0])\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/picture.css'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          ".picture {\n  --ground: #fff;\n  --ink: #1b1f24;\n  --soft: #59636e;\n  --box: #fff;\n  --frame: #f3f5f8;\n  --line: #8b949e;\n  --leader: #1f6feb;\n  --pbs: #9a6700;\n  --backup: #1a7f37;\n  --warning: #9a6700;\n  --error: #cf222e;\n  --mark: #fff;\n  font-family: system-ui, 'Liberation Sans', Arial, sans-serif;\n  font-size: 12px;\n  fill: var(--soft);\n}\n@media (prefers-color-scheme: dark) {\n  .picture {\n    --ground: #0d1117;\n    --ink: #f0f3f6;\n    --soft: #9ea7b3;\n    --box: #1c2128;\n    --frame: #151b23;\n    --line: #7d8590;\n    --leader: #58a6ff;\n    --pbs: #e3b341;\n    --backup: #56d364;\n    --warning: #e3b341;\n    --error: #ff7b72;\n    --mark: #0d1117;\n  }\n}\n@media print {\n  .picture {\n    --ground: #fff;\n    --ink: #000;\n    --soft: #333;\n    --box: #fff;\n    --frame: #fff;\n    --line: #555;\n    --mark: #fff;\n  }\n}\n.picture .ground {\n  fill: var(--ground);\n}\n.picture .frame rect {\n  fill: var(--frame);\n  stroke: var(--line);\n}\n.picture .frame.network rect {\n  fill: none;\n  stroke-dasharray: 6 4;\n}\n.picture .frame text {\n  font-weight: 600;\n}\n.picture .line {\n  fill: none;\n  stroke: var(--line);\n  stroke-width: 1.5;\n}\n.picture .push .line {\n  stroke-dasharray: 5 3;\n}\n.picture .reach {\n  fill: none;\n  stroke: none;\n  stroke-width: 12;\n  pointer-events: stroke;\n}\n.picture .tip {\n  fill: context-stroke;\n}\n.picture .box {\n  fill: var(--box);\n  stroke: var(--line);\n}\n.picture .leader {\n  --role: var(--leader);\n}\n.picture .pbs {\n  --role: var(--pbs);\n}\n.picture .backup {\n  --role: var(--backup);\n}\n.picture .stripe {\n  fill: var(--role);\n}\n.picture .name {\n  fill: var(--ink);\n  font-size: 13px;\n  font-weight: 600;\n}\n.picture .origin {\n  font-size: 11px;\n}\n.picture .label text {\n  font-size: 11px;\n  text-anchor: end;\n  paint-order: stroke;\n  stroke: var(--ground);\n  stroke-width: 4px;\n  stroke-linejoin: round;\n}\n.picture .warning .box,\n.picture .warning .line {\n  stroke: var(--warning);\n  stroke-width: 2;\n}\n.picture .error .box,\n.picture .error .line {\n  stroke: var(--error);\n  stroke-width: 2;\n}\n.picture .badge circle {\n  fill: var(--soft);\n}\n.picture .warning .badge circle {\n  fill: var(--warning);\n}\n.picture .error .badge circle {\n  fill: var(--error);\n}\n.picture .badge text,\n.picture .label .badge text {\n  fill: var(--mark);\n  font-size: 12px;\n  font-weight: 700;\n  stroke: none;\n  text-anchor: middle;\n}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/picture.svg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'width'),
            0,
            63,
          ),
          env.opts.autoescape,
        )
        output += '" height="'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'height'),
            0,
            92,
          ),
          env.opts.autoescape,
        )
        output += '" viewBox="0 0 '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'width'),
            0,
            127,
          ),
          env.opts.autoescape,
        )
        output += ' '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'height'),
            0,
            147,
          ),
          env.opts.autoescape,
        )
        output += '" role="img" aria-label="'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'picture'), 'title'),
            0,
            192,
          ),
          env.opts.autoescape,
        )
        output += '">\n'
        if (runtime.contextOrFrameLookup(context, frame, 'alone')) {
          output += '<title>'
          output += runtime.suppressValue(
            runtime.ensureDefined(
              runtime.memberLookup(
                runtime.contextOrFrameLookup(context, frame, 'picture'),
                'title',
              ),
              2,
              7,
            ),
            env.opts.autoescape,
          )
          output += '</title>\n'
        }
        output += '<style>\n'
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'plan/picture.css',
            false,
            'plan/picture.svg',
            false,
            function (t_2, t_1) {
              if (t_2) {
                cb(t_2)
                return
              }
              callback(null, t_1)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_4, t_3) {
            if (t_4) {
              cb(t_4)
              return
            }
            callback(null, t_3)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          output +=
            '</style>\n<defs>\n<marker id="picture-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L10 5L0 10z"/></marker>\n</defs>\n'
          if (runtime.contextOrFrameLookup(context, frame, 'alone')) {
            output += '<rect class="ground" width="100%" height="100%"/>\n'
          }
          frame = frame.push()
          var t_7 = runtime.memberLookup(
            runtime.contextOrFrameLookup(context, frame, 'picture'),
            'frames',
          )
          if (t_7) {
            t_7 = runtime.fromIterator(t_7)
            var t_6 = t_7.length
            for (var t_5 = 0; t_5 < t_7.length; t_5++) {
              var t_8 = t_7[t_5]
              frame.set('frame', t_8)
              output += '<g class="frame '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'kind'), 14, 16),
                env.opts.autoescape,
              )
              output += '"><title>'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'title'), 14, 41),
                env.opts.autoescape,
              )
              output += '</title><rect x="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'x'), 14, 75),
                env.opts.autoescape,
              )
              output += '" y="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'y'), 14, 93),
                env.opts.autoescape,
              )
              output += '" width="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'width'), 14, 115),
                env.opts.autoescape,
              )
              output += '" height="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'height'), 14, 142),
                env.opts.autoescape,
              )
              output += '" rx="10"/><text x="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'x') + 14, 14, 180),
                env.opts.autoescape,
              )
              output += '" y="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'y') + 21, 14, 203),
                env.opts.autoescape,
              )
              output += '">'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_8, 'label'), 14, 223),
                env.opts.autoescape,
              )
              output += '</text></g>\n'
            }
          }
          frame = frame.pop()
          frame = frame.push()
          var t_11 = runtime.memberLookup(
            runtime.contextOrFrameLookup(context, frame, 'picture'),
            'arrows',
          )
          if (t_11) {
            t_11 = runtime.fromIterator(t_11)
            var t_10 = t_11.length
            for (var t_9 = 0; t_9 < t_11.length; t_9++) {
              var t_12 = t_11[t_9]
              frame.set('arrow', t_12)
              output += '<g class="arrow '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'role'), 17, 16),
                env.opts.autoescape,
              )
              output += ' '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'severity'), 17, 33),
                env.opts.autoescape,
              )
              output += '" data-request="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'section'), 17, 69),
                env.opts.autoescape,
              )
              output += '" data-from="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'from'), 17, 101),
                env.opts.autoescape,
              )
              output += '" data-to="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'to'), 17, 128),
                env.opts.autoescape,
              )
              output += '"><title>'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'title'), 17, 151),
                env.opts.autoescape,
              )
              output += '</title><path class="reach" d="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'path'), 17, 199),
                env.opts.autoescape,
              )
              output += '"/><path class="line" d="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_12, 'path'), 17, 240),
                env.opts.autoescape,
              )
              output += '" marker-end="url(#picture-arrow)"/></g>\n'
            }
          }
          frame = frame.pop()
          frame = frame.push()
          var t_15 = runtime.memberLookup(
            runtime.contextOrFrameLookup(context, frame, 'picture'),
            'nodes',
          )
          if (t_15) {
            t_15 = runtime.fromIterator(t_15)
            var t_14 = t_15.length
            for (var t_13 = 0; t_13 < t_15.length; t_13++) {
              var t_16 = t_15[t_13]
              frame.set('node', t_16)
              output += '<g class="node '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'role'), 20, 15),
                env.opts.autoescape,
              )
              output += ' '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'severity'), 20, 31),
                env.opts.autoescape,
              )
              output += '" data-request="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'section'), 20, 66),
                env.opts.autoescape,
              )
              output += '" transform="translate('
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'x'), 20, 107),
                env.opts.autoescape,
              )
              output += ' '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'y'), 20, 120),
                env.opts.autoescape,
              )
              output += ')"><title>'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'title'), 20, 142),
                env.opts.autoescape,
              )
              output += '</title><rect class="box" width="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'width'), 20, 191),
                env.opts.autoescape,
              )
              output += '" height="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'height'), 20, 217),
                env.opts.autoescape,
              )
              output += '" rx="8"/><rect class="stripe" x="7" y="9" width="4" height="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_16, 'height') - 18, 20, 295),
                env.opts.autoescape,
              )
              output += '" rx="2"/><text class="name" x="19" y="22">'
              output += runtime.suppressValue(
                runtime.ensureDefined(
                  runtime.memberLookup(runtime.memberLookup(t_16, 'lines'), 0),
                  20,
                  360,
                ),
                env.opts.autoescape,
              )
              output += '</text><text x="19" y="39">'
              output += runtime.suppressValue(
                runtime.ensureDefined(
                  runtime.memberLookup(runtime.memberLookup(t_16, 'lines'), 1),
                  20,
                  406,
                ),
                env.opts.autoescape,
              )
              output += '</text><text class="origin" x="19" y="54">'
              output += runtime.suppressValue(
                runtime.ensureDefined(
                  runtime.memberLookup(runtime.memberLookup(t_16, 'lines'), 2),
                  20,
                  467,
                ),
                env.opts.autoescape,
              )
              output += '</text>'
              if (runtime.memberLookup(t_16, 'severity')) {
                output += '<g class="badge" transform="translate('
                output += runtime.suppressValue(
                  runtime.ensureDefined(runtime.memberLookup(t_16, 'width') - 3, 20, 553),
                  env.opts.autoescape,
                )
                output += ' 3)"><circle r="9"/><text y="4.5">!</text></g>'
              }
              output += '</g>\n'
            }
          }
          frame = frame.pop()
          frame = frame.push()
          var t_19 = runtime.memberLookup(
            runtime.contextOrFrameLookup(context, frame, 'picture'),
            'arrows',
          )
          if (t_19) {
            t_19 = runtime.fromIterator(t_19)
            var t_18 = t_19.length
            for (var t_17 = 0; t_17 < t_19.length; t_17++) {
              var t_20 = t_19[t_17]
              frame.set('arrow', t_20)
              output += '<g class="label '
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'severity'), 23, 16),
                env.opts.autoescape,
              )
              output += '" data-request="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'section'), 23, 52),
                env.opts.autoescape,
              )
              output += '"><title>'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'title'), 23, 80),
                env.opts.autoescape,
              )
              output += '</title><text x="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'x'), 23, 114),
                env.opts.autoescape,
              )
              output += '" y="'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'y'), 23, 132),
                env.opts.autoescape,
              )
              output += '">'
              output += runtime.suppressValue(
                runtime.ensureDefined(runtime.memberLookup(t_20, 'label'), 23, 147),
                env.opts.autoescape,
              )
              output += '</text>'
              if (runtime.memberLookup(t_20, 'severity')) {
                output += '<g class="badge" transform="translate('
                output += runtime.suppressValue(
                  runtime.ensureDefined(
                    runtime.memberLookup(t_20, 'x') -
                      8 * runtime.memberLookup(runtime.memberLookup(t_20, 'label'), 'length'),
                    23,
                    232,
                  ),
                  env.opts.autoescape,
                )
                output += ' '
                output += runtime.suppressValue(
                  runtime.ensureDefined(runtime.memberLookup(t_20, 'y') - 4, 23, 271),
                  env.opts.autoescape,
                )
                output += ')"><circle r="7"/><text y="4">!</text></g>'
              }
              output += '</g>\n'
            }
          }
          frame = frame.pop()
          output += '</svg>\n'
          if (parentTemplate) {
            parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
          } else {
            cb(null, output)
          }
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'plan/requests.css'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          ".chosen main {\n  display: grid;\n  grid-template-columns: minmax(0, 5fr) minmax(20rem, 3fr);\n  gap: 2.5rem;\n  align-items: start;\n}\n.filter {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.4rem 0.75rem;\n  align-items: center;\n  margin: 0.6rem 0;\n}\n.filter input[type='search'] {\n  flex: 1 1 14rem;\n  min-width: 0;\n}\n.filter output {\n  color: var(--soft);\n  font-size: 0.9rem;\n}\ninput::placeholder {\n  color: var(--soft);\n  opacity: 1;\n}\ntable {\n  width: 100%;\n  border-collapse: collapse;\n  font-size: 0.9rem;\n}\ncaption {\n  padding: 0.5rem 0;\n  text-align: left;\n  color: var(--soft);\n}\nth,\ntd {\n  padding: 0.45rem 0.75rem 0.45rem 0;\n  border-top: 1px solid var(--line);\n  text-align: left;\n  vertical-align: top;\n  overflow-wrap: break-word;\n}\ntd:nth-child(4) {\n  overflow-wrap: anywhere;\n}\nthead th {\n  white-space: nowrap;\n  font-size: 0.8rem;\n  color: var(--soft);\n  border-top: 0;\n}\nth[scope='row'] {\n  font-weight: 600;\n}\n.role {\n  white-space: nowrap;\n}\n.role::before {\n  content: '';\n  display: inline-block;\n  width: 4px;\n  height: 1em;\n  margin-right: 0.5em;\n  border-radius: 2px;\n  vertical-align: -0.15em;\n  background: var(--key, var(--line));\n}\ntr:has([aria-current]) {\n  background: var(--chosen);\n}\n.scripted .details {\n  position: sticky;\n  top: 0;\n  max-height: 100vh;\n  overflow: auto;\n  padding-bottom: 1rem;\n}\narticle {\n  margin-top: 0.75rem;\n  padding: 1rem 1.25rem;\n  border: 1px solid var(--line);\n  border-radius: 10px;\n  background: var(--raised);\n}\n.scripted article:not(.shown),\n.scripted:not(.chosen) .details {\n  display: none;\n}\narticle:focus-visible {\n  outline: 2px solid var(--link);\n  outline-offset: -2px;\n}\ndl {\n  margin: 0.3rem 0 0;\n}\n.values > div {\n  display: grid;\n  grid-template-columns: minmax(7rem, 2fr) 3fr;\n  gap: 0.75rem;\n  padding: 0.3rem 0;\n  border-top: 1px solid var(--line);\n}\ndt {\n  overflow-wrap: anywhere;\n}\ndd {\n  margin: 0;\n  min-width: 0;\n}\n.wiring dt {\n  margin-top: 0.4rem;\n  color: var(--soft);\n  font-size: 0.85rem;\n}\n.kind {\n  padding: 0 0.4em;\n  border: 1px solid var(--line);\n  border-radius: 4px;\n  font-size: 0.75rem;\n  color: var(--soft);\n}\n.none {\n  color: var(--soft);\n  font-style: italic;\n}\npre,\ncode {\n  margin: 0;\n  font:\n    0.85rem/1.5 ui-monospace,\n    'Liberation Mono',\n    monospace;\n  white-space: pre-wrap;\n  overflow-wrap: anywhere;\n}\nsummary {\n  cursor: pointer;\n  overflow-wrap: anywhere;\n}\n.links {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.1rem 1rem;\n  margin: 0;\n  padding: 0;\n  list-style: none;\n}\n.back {\n  margin-top: 1rem;\n}\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/README.md'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '# '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 0, 2),
          env.opts.autoescape,
        )
        output += ', resilient\n\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 2, 0),
          env.opts.autoescape,
        )
        output += '0 is the leader: it dumps its data. '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'backups'), 2, 46),
          env.opts.autoescape,
        )
        output +=
          " load it and can take over. Before each of them a\npull-backup server (PBS) keeps every dump's history. As it stands, "
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 3, 67),
          env.opts.autoescape,
        )
        output +=
          ' keeps files in `srv/data`, so that\nthe whole chain can be seen at work before your software is in.\n\n## What to fill in\n\n| file | yours is |\n|---|---|\n| `instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 10, 12),
          env.opts.autoescape,
        )
        output += '.cfg.in` | the software: its sections, its parts |\n| `instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 11, 12),
          env.opts.autoescape,
        )
        output +=
          '-export.cfg.in` | the dump, in `[exporter]`: one line copies `srv/data` |\n| `instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 12, 12),
          env.opts.autoescape,
        )
        output +=
          '-import.cfg.in` | the load, in `[importer]`: one line copies it back |\n| `instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 13, 12),
          env.opts.autoescape,
        )
        output +=
          '-root.cfg.jinja2` | what the root publishes of the leader |\n| `software.cfg` | the components that the software needs, as further `extends` |\n| `instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 15, 12),
          env.opts.autoescape,
        )
        output +=
          '-root-input-schema.json` | the parameters of your own |\n\nThe other files are the stack: `pbsready*.cfg.in`, `instance-pull-backup.cfg.in`, `instance-frozen.cfg.in`,\n`parts.cfg.jinja2` and `replicated.cfg.jinja2`. A new version of `slapos-resilient init '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 18, 88),
          env.opts.autoescape,
        )
        output += ' --count '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'count'), 18, 107),
          env.opts.autoescape,
        )
        output +=
          ' --force`\nbrings them up to date; keep your own files first, since it writes all of them.\n\nAfter each change:\n\n    slapos-resilient hash\n    slapos-resilient check software.cfg *.cfg.in *.cfg.jinja2\n\n`hash` brings the checksums in `buildout.hash.cfg` up to date: without it the release is not built. In a\nprofile (`.cfg.in`) a `${section:option}` is filled in when the software is built, a `$${section:option}` on the\nnode. In a `.cfg.jinja2` there is no `$${`.\n\nWho is requested where, with which parameters:\n\n    slapos-resilient plan\n\n## How to deploy it\n\n1. Put this folder beside those of SlapOS, as `software/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 36, 56),
          env.opts.autoescape,
        )
        output +=
          '` in a checkout of the `slapos` repository:\n   `software.cfg` extends `../../stack/monitor` and `../../component/…`.\n2. On the node: `slapos supply /path/to/slapos/software/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 38, 56),
          env.opts.autoescape,
        )
        output +=
          '/software.cfg COMPUTER`, then\n   `slapos node software`.\n3. `slapos request my-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 40, 22),
          env.opts.autoescape,
        )
        output += ' /path/to/slapos/software/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 40, 58),
          env.opts.autoescape,
        )
        output +=
          "/software.cfg --type resilient`, with\n   `--parameters` for those of the schema, then `slapos node instance` until it settles: about seven passes.\n   Until then \"Connection parameter … not found\" is normal.\n\nEach instance wants an IPv6 address; several may share one, ports never clash.\n\n## How to see that it works\n\n1. In the leader's partition: `echo hello > srv/data/greeting`, then `bin/exporter`.\n2. After some seconds, in each backup's partition: `cat srv/data/greeting`.\n3. In each PBS's partition: `ls srv/backup/pbs/*/rdiff-backup-data/increments*`, after a second run.\n\nIf it does not, follow the dump:\n\n| where | look at | it should |\n|---|---|---|\n| leader | `bin/"
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 56, 16),
          env.opts.autoescape,
        )
        output += '-exporter; echo $?` | end with 0 |\n| leader | `srv/backup/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 57, 23),
          env.opts.autoescape,
        )
        output +=
          '/` | hold the dump and `backup.signature` |\n| leader | `bin/exporter` | say `OK` and no failed notification |\n| leader | `etc/notifier/feeds/exporter` | end with `OK` |\n| PBS | `var/log/notifier.log`, `var/log/equeue.log` | show the notification, then the pull, then the push |\n| PBS | `bin/pbs/*-pull_raw`, `bin/pbs/*-push_raw` | pull and push when run by hand |\n| PBS | `srv/backup/pbs/*/` | hold the dump |\n| backup | `srv/backup/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 63, 23),
          env.opts.autoescape,
        )
        output +=
          '/` | hold the dump |\n| backup | `var/log/equeue.log` | show `bin/post-notification-run` finished successfully |\n| backup | `srv/backup/backup.diff` | be empty: else the dump is not what its signature says |\n| backup | `srv/backup/importer.status` | be empty: else it says why nothing was loaded |\n| backup | `bin/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 67, 16),
          env.opts.autoescape,
        )
        output +=
          "-importer; echo $?` | end with 0 |\n| any | `var/log/sshd.log` | show the PBS's key accepted |\n\n## Take over\n\nWhen the leader is lost: open the `takeover-"
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 72, 44),
          env.opts.autoescape,
        )
        output +=
          "-N-url` that the root publishes and give the password beside\nit, or run `bin/takeover` in the backup's partition. The root then renames the old leader to `broken-…` and\nfreezes it, and the backup becomes "
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 74, 35),
          env.opts.autoescape,
        )
        output += '0.\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/check-component.jinja2'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "{#- Stops the rendering with a message. -#}\n{%- macro refuse(message) -%}\n{{ {}.pop(message) }}\n{%- endmacro -%}\n\n{#- Stops for a name or a count that no component can have. -#}\n{%- macro check_component(namebase, nbbackup) -%}\n{%- if namebase is not string or not namebase or not namebase.isascii()\n       or not ('x' ~ namebase.replace('-', '').replace('.', '').replace('_', '')).isalnum() -%}\n{{ refuse('the name %r is not one that a reference can hold: ASCII letters, digits, \"-\", \".\", \"_\"' % (namebase,)) }}\n{%- elif namebase in ('pbs', 'pbs-common') -%}\n{{ refuse('a component cannot be named %r, which pull-backup servers bear' % namebase) }}\n{%- endif -%}\n{%- set digits = (nbbackup | int if nbbackup is float and nbbackup == nbbackup | int else nbbackup) | string | trim -%}\n{%- if not digits.isascii() or not digits.isdigit() or digits | length > 9 or not 1 <= digits | int <= 100000 -%}\n{{ refuse('the count %r is not a whole number from 1 to 100,000' % (nbbackup,)) }}\n{%- endif -%}\n{%- endmacro -%}\n"
        output += '\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/exporter.sh'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += 'output = ${:wrapper}\ndump = ${basedirectory:backup}/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 1, 31),
          env.opts.autoescape,
        )
        output += '.dump\nlast = ${basedirectory:backup}/'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 2, 31),
          env.opts.autoescape,
        )
        output +=
          ".last\ninline =\n  #!/bin/sh\n  # Dumps the data beside the last dump, and puts it in its place only when it is whole and signed:\n  # a dump that fails leaves the last one.\n  set -e\n  umask 077\n  rm -rf '${:dump}'\n  mkdir '${:dump}'\n  # Yours: a database would be dumped here.\n  cp -Rp '${"
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 12, 13),
          env.opts.autoescape,
        )
        output +=
          ":data}' '${:dump}/data'\n  '${backup-signature:output}' '${:dump}' > '${:dump}/backup.signature'\n  # A run that was killed between the two moves left the last dump there.\n  test -d '${:backup-directory}' || mv '${:last}' '${:backup-directory}'\n  rm -rf '${:last}'\n  mv '${:backup-directory}' '${:last}'\n  mv '${:dump}' '${:backup-directory}'\n  rm -rf '${:last}'\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/importer.sh'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += 'output = ${:wrapper}\ndata = ${'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 1, 10),
          env.opts.autoescape,
        )
        output +=
          ":data}\ninline =\n  #!/bin/sh\n  # Loads the dump, whose signature was checked, beside the data, and puts it in its place as a\n  # whole: a load that fails leaves what was there.\n  set -e\n  umask 077\n  rm -rf '${:data}.new'\n  # Yours: a database would be loaded here.\n  cp -Rp '${:backup-directory}/data' '${:data}.new'\n  # A run that was killed between the two moves left the data there.\n  test -d '${:data}' || test ! -d '${:data}.old' || mv '${:data}.old' '${:data}'\n  rm -rf '${:data}.old'\n  test ! -d '${:data}' || mv '${:data}' '${:data}.old'\n  mv '${:data}.new' '${:data}'\n  rm -rf '${:data}.old'\n"
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/instance-software.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '# '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 0, 2),
          env.opts.autoescape,
        )
        output +=
          ': the software itself, the same for an instance alone, for the leader and for a backup.\n# Put yours here. As it stands, it keeps files in srv/data.\n[buildout]\nextends =\n  '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'monitor'),
            4,
            2,
          ),
          env.opts.autoescape,
        )
        output += '\nparts +=\n  '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 6, 2),
          env.opts.autoescape,
        )
        output += '\n\n['
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 8, 1),
          env.opts.autoescape,
        )
        output += ']\nrecipe = slapos.cookbook:mkdirectory\ndata = ${buildout:directory}/srv/data\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/instance.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "# What the node runs first: it knows the instance's type, and goes on with that type's profile.\n[buildout]\nparts = ${switch:part}\neggs-directory = "
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'eggs-directory',
            ),
            3,
            17,
          ),
          env.opts.autoescape,
        )
        output += '\ndevelop-eggs-directory = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'software'),
              'develop-eggs-directory',
            ),
            4,
            25,
          ),
          env.opts.autoescape,
        )
        output +=
          "\noffline = true\n\n[slap-configuration]\nrecipe = slapos.cookbook:slapconfiguration\ncomputer = ${slap-connection:computer-id}\npartition = ${slap-connection:partition-id}\nurl = ${slap-connection:server-url}\nkey = ${slap-connection:key-file}\ncert = ${slap-connection:cert-file}\n\n# What a part installed is in a file named after it. A frozen instance goes by a part of its own: by\n# the usual one, buildout would uninstall all that the leader had.\n[switch]\nrecipe = slapos.recipe.build\ntype = ${slap-configuration:slap-software-type}\npart = switch-softwaretype\ninit =\n  if options['type'] == 'frozen':\n      options['part'] = 'switch-frozen'\n\n[switch-frozen]\n<= switch-softwaretype\n\n[switch-softwaretype]\nrecipe = slapos.cookbook:switch-softwaretype\ndefault = ${:resilient}\nresilient = root:output\n"
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 32, 0),
          env.opts.autoescape,
        )
        output += ' = profiles:'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 32, 22),
          env.opts.autoescape,
        )
        output += '\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 33, 0),
          env.opts.autoescape,
        )
        output += '-export = profiles:'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 33, 29),
          env.opts.autoescape,
        )
        output += '-export\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 34, 0),
          env.opts.autoescape,
        )
        output += '-import = profiles:'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 34, 29),
          env.opts.autoescape,
        )
        output +=
          '-import\n# The root and the takeover ask for these two by name.\npull-backup = pull-backup:output\nfrozen = profiles:frozen\n\n[profiles]\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 40, 0),
          env.opts.autoescape,
        )
        output += ' = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'output'),
              'instance',
            ),
            40,
            13,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 41, 0),
          env.opts.autoescape,
        )
        output += '-export = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'export'),
            41,
            20,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 42, 0),
          env.opts.autoescape,
        )
        output += '-import = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'import'),
            42,
            20,
          ),
          env.opts.autoescape,
        )
        output += '\nfrozen = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'frozen'),
            43,
            9,
          ),
          env.opts.autoescape,
        )
        output +=
          '\n\n# Jinja2 where a profile depends on what was requested.\n[root]\nrecipe = slapos.recipe.template:jinja2\nurl = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'root'),
            48,
            6,
          ),
          env.opts.autoescape,
        )
        output += '\noutput = ${buildout:directory}/instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 49, 40),
          env.opts.autoescape,
        )
        output += '-root.cfg\nextensions = jinja2.ext.do\nimport-list =\n  rawfile parts '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'parts'),
            52,
            16,
          ),
          env.opts.autoescape,
        )
        output += '\n  rawfile replicated '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'output'),
              'replicated',
            ),
            53,
            21,
          ),
          env.opts.autoescape,
        )
        output +=
          '\ncontext =\n  key slapparameter_dict slap-configuration:configuration\n  raw monitor_template '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'output'), 'monitor'),
            56,
            23,
          ),
          env.opts.autoescape,
        )
        output += '\n\n[pull-backup]\nrecipe = slapos.recipe.template:jinja2\nurl = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'output'),
              'pullBackup',
            ),
            60,
            6,
          ),
          env.opts.autoescape,
        )
        output +=
          '\noutput = ${buildout:directory}/instance-pull-backup.cfg\ncontext =\n  key slave_instance_list slap-configuration:slave-instance-list\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/parts.cfg.jinja2'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '{#- What replicated.cfg.jinja2 makes, as part names: for `parts +=`. -#}\n\n'
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'release/check-component.jinja2',
            false,
            'release/parts.cfg.jinja2',
            false,
            function (t_2, t_1) {
              if (t_2) {
                cb(t_2)
                return
              }
              callback(null, t_1)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_4, t_3) {
            if (t_4) {
              cb(t_4)
              return
            }
            callback(null, t_3)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          output +=
            '{%- macro replicate(namebase, nbbackup) -%}\n{{- check_component(namebase, nbbackup) }}\n{%- set ids = range(1, nbbackup | int) %}\n  request-{{ namebase }}\n  resilient-request-{{ namebase }}-public-key-promise\n{%- for id in ids %}\n  request-{{ namebase }}-pseudo-replicating-{{ id }}\n  resilient-request-{{ namebase }}-pseudo-replicating-{{ id }}-public-key-promise\n{%- endfor %}\n{%- for id in ids %}\n  request-pbs-{{ namebase }}-{{ id }}\n  resilient-request-pbs-{{ namebase }}-{{ id }}-public-key-promise\n  request-pull-backup-server-{{ namebase }}-{{ id }}\n  request-pull-backup-server-{{ namebase }}-backup-{{ id }}\n{%- endfor %}\n{%- endmacro %}\n'
          output += '\n'
          if (parentTemplate) {
            parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
          } else {
            cb(null, output)
          }
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/replicated.cfg.jinja2'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          "{#- The requests of a component and their wiring, rendered on the node, where the instance\n    parameters are known. It makes the sections that `slapos-resilient render replicated` makes.\n    Nothing but Jinja2's own names is used, so an import needs no context. -#}\n\n{#- The monitors of all components that one profile asks for: the last to write has them all. -#}\n{%- set monitor_urls = [] -%}\n\n{#- Each dict of parameters that was given, and the magic keys that were taken out of it: a second\n    component of the profile is given the same dict. -#}\n{%- set taken = [] -%}\n\n"
        var tasks = []
        tasks.push(function (callback) {
          env.getTemplate(
            'release/check-component.jinja2',
            false,
            'release/replicated.cfg.jinja2',
            false,
            function (t_2, t_1) {
              if (t_2) {
                cb(t_2)
                return
              }
              callback(null, t_1)
            },
          )
        })
        tasks.push(function (template, callback) {
          template.render(context.getVariables(), frame, function (t_4, t_3) {
            if (t_4) {
              cb(t_4)
              return
            }
            callback(null, t_3)
          })
        })
        tasks.push(function (result, callback) {
          output += result
          callback(null)
        })
        env.waterfall(tasks, function () {
          output +=
            "{#- A value as Python writes it. -#}\n{%- macro repr(value) -%}\n{{ '%r' % (value,) }}\n{%- endmacro -%}\n\n{#- A value as the SlapOS buildout reads it back, whatever it holds: no line end, no reference. -#}\n{%- macro literal(value) -%}\n{%- if value is string and value.isascii() and value == value.strip()\n       and ('x' ~ value | reject('in', ' -_.,:/@*') | join).isalnum() -%}\n{{ value }}\n{%- else -%}\n!py!{{ repr(value).replace('$', '\\\\x24') }}\n{%- endif -%}\n{%- endmacro -%}\n\n{#- What an author writes may hold references. -#}\n{%- macro authored(name, value) -%}\n{%- set text = value | string -%}\n{%- if '${' not in text -%}\n{{ literal(text) }}\n{%- elif text.isprintable() and text == text.strip() -%}\n{{ text }}\n{%- else -%}\n{{ refuse(\"the monitor's parameter %r holds a reference, and is not a line of text\" % name) }}\n{%- endif -%}\n{%- endmacro -%}\n\n{#- The end of an option's name; stops where no profile can hold it. -#}\n{%- macro option(name) -%}\n{%- if name is string and name and name.isprintable() and not name.endswith(('+', '-'))\n       and not name | select('in', ' =:[]{}') | list -%}\n{{ name }}\n{%- else -%}\n{{ refuse('no profile can hold an option named after %r' % (name,)) }}\n{%- endif -%}\n{%- endmacro -%}\n\n{#- Stops for arguments that no profile can hold. -#}\n{%- macro check_types(typeexport, typeimport) -%}\n{%- for type in (typeexport, typeimport) if (type ~ '') != type or type.split() != [type] or not type.isprintable() -%}\n{{ refuse('%r is not the name of a software type' % (type,)) }}\n{%- endfor -%}\n{%- endmacro -%}\n\n{%- macro check_parameters(slapparameter_dict, monitor_parameter_dict) -%}\n{%- for name, given in (('slapparameter_dict', slapparameter_dict), ('monitor_parameter_dict', monitor_parameter_dict)) -%}\n{%-   if given is not mapping and given ~ '' is string -%}\n{{ refuse('%s is not a dict: %r' % (name, given)) }}\n{%-   endif -%}\n{%- endfor -%}\n{%- set returns = monitor_parameter_dict.get('return', []) -%}\n{%- for name in ([returns] if returns is string or returns is mapping or returns is not iterable else returns)\n        if returns is string or name is not string or name.split() != [name] or '$' in name or '{' in name or '}' in name -%}\n{{ refuse('what the monitor returns is not a list of names: %r' % (returns,)) }}\n{%- endfor -%}\n{%- endmacro -%}\n\n{#- The SLA of a request: what names it beats what gives its number. -#}\n{%- macro sla(keys, name, id) -%}\n{%- set found = {} -%}\n{%- for prefix in ('-sla-%s-' % id, '-sla-%s%s-' % (name, id)) -%}\n{%-   for key, value in keys.items() -%}\n{%-     if key.startswith(prefix) and key != prefix -%}\n{%-       do found.__setitem__(key[prefix | length:], value) -%}\n{%-     endif -%}\n{%-   endfor -%}\n{%- endfor -%}\n{%- for key, value in found.items() %}\nsla-{{ option(key) }} = {{ literal(value | string) }}\n{%- else %}\nsla-mode = unique_by_network\n{%- endfor %}\n{%- endmacro -%}\n\n{#- The monitor's parameters of a request, but those that the wiring sets. -#}\n{%- macro told(monitor, wired) -%}\n{%- for name, value in monitor.get('parameter', {}).items() if name not in wired %}\nconfig-{{ option(name) }} = {{ authored(name, value) }}\n{%- endfor %}\n{%- endmacro -%}\n\n{#- The sections that a request inherits besides the stack's own. -#}\n{%- macro inherited(sections) -%}\n{%- for section in (sections.split() if sections is string else sections or []) %}\n{%-   if section is not string or section.split() != [section] or section | select('in', '#[]:;{}') | list -%}\n{{ refuse('%r is not the name of a section' % (section,)) }}\n{%-   endif %}\n   {{ section }}\n{%- endfor %}\n{%- endmacro -%}\n\n{%- macro key_promise(request, key) -%}\n[resilient-{{ request }}-public-key-promise-bin]\nrecipe = collective.recipe.template\ninput = inline:#!/bin/sh\n  # Until the key arrives it is empty, or the text None.\n  key='${ {{- request }}:connection-{{ key }}}'\n  test -n \"$key\" && test \"$key\" != None\noutput = ${resilient-directory:bin}/resilient-{{ request }}-public-key\nmode = 700\n\n[resilient-{{ request }}-public-key-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = resilient-{{ request }}-public-key.py\nconfig-command = ${resilient-{{ request }}-public-key-promise-bin:output}\n{%- endmacro -%}\n\n{%- macro replicate(namebase, nbbackup, typeexport, typeimport, heriteLeader='', heriteBackup='',\n                    slapparameter_dict={}, monitor_parameter_dict={}) %}\n{{- check_component(namebase, nbbackup) }}\n{{- check_types(typeexport, typeimport) }}\n{{- check_parameters(slapparameter_dict, monitor_parameter_dict) }}\n{%- set ids = range(1, nbbackup | int) -%}\n{%- set monitor_returns = monitor_parameter_dict.get('return', []) -%}\n{%- set returns = '' if not monitor_returns else ' ' ~ monitor_returns | join(' ') -%}\n{%- set sets_url = monitor_parameter_dict.get('set-monitor-url', False) -%}\n{%- set keys = {} -%}\n{%- for given, its_keys in taken if given is sameas slapparameter_dict -%}\n{%-   do keys.update(its_keys) -%}\n{%- endfor -%}\n{%- for key in slapparameter_dict | list if key is string and key.startswith('-sla-') -%}\n{%-   do keys.__setitem__(key, slapparameter_dict.pop(key)) -%}\n{%- endfor -%}\n{%- do taken.append((slapparameter_dict, keys)) -%}\n\n{#- The monitors of this component: the leader's, and the others'. -#}\n{%- set others = [] -%}\n{%- if 'monitor-base-url' in monitor_returns -%}\n{%-   if not sets_url -%}\n{%-     do monitor_urls.append('${request-%s:connection-monitor-base-url}' % namebase) -%}\n{%-   endif -%}\n{%-   for id in ids -%}\n{%-     do others.append('${request-%s-pseudo-replicating-%s:connection-monitor-base-url}' % (namebase, id)) -%}\n{%-   endfor -%}\n{%-   for id in ids -%}\n{%-     do others.append('${request-pbs-%s-%s:connection-monitor-base-url}' % (namebase, id)) -%}\n{%-   endfor -%}\n{%-   if not sets_url -%}\n{%-     do monitor_urls.extend(others) -%}\n{%-   endif -%}\n{%- endif %}\n\n## What every request of every component starts from.\n\n[resilient-directory]\nrecipe = slapos.cookbook:mkdirectory\nhome = ${buildout:directory}\netc = ${:home}/etc\nbin = ${:home}/bin\n\n[resilient]\nrecipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\n\n[request-pbs-common]\n<= slap-connection\nrecipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\nsoftware-type = pull-backup\n\n## {{ namebase }}: the leader, which exports.\n\n[request-{{ namebase }}]\n<= resilient\n   slap-connection\n{{- inherited(heriteLeader) }}\nsoftware-type = {{ typeexport }}\nname = {{ namebase }}0\nreturn = ssh-public-key resilient-ssh-url notification-id ip{{ returns }}\n{%- set wired = ('number', 'name', 'namebase', 'authorized-key', 'notify', 'on-notification', 'monitor-url-list') %}\n{%- for name, value in slapparameter_dict.items() if name not in wired and name not in monitor_parameter_dict.get('parameter', {}) %}\nconfig-{{ option(name) }} = {{ literal(value) }}\n{%- endfor %}\n{{- told(monitor_parameter_dict, ('number', 'name', 'namebase', 'authorized-key', 'notify')) }}\nconfig-number = 0\nconfig-name = {{ namebase }}0\nconfig-namebase = {{ namebase }}\nconfig-authorized-key ={% for id in ids %} ${request-pbs-{{ namebase }}-{{ id }}:connection-ssh-key}{% endfor %}\nconfig-notify ={% for id in ids %} ${request-pbs-{{ namebase }}-{{ id }}:connection-notification-url}{% endfor %}\n{%- if sets_url and ids %}\nconfig-monitor-url-list = {{ others | join(' ') }}\n{%- endif %}\n{{- sla(keys, namebase, 0) }}\n\n{{ key_promise('request-' ~ namebase, 'ssh-public-key') }}\n{% for id in ids %}\n{%- set backup = 'request-%s-pseudo-replicating-%s' % (namebase, id) %}\n{%- set pbs = 'request-pbs-%s-%s' % (namebase, id) %}\n{%- set pull = 'request-pull-backup-server-%s-%s' % (namebase, id) %}\n{%- set push = 'request-pull-backup-server-%s-backup-%s' % (namebase, id) %}\n{%- set partition = '${slap-connection:computer-id}-${slap-connection:partition-id}-%s-%s' % (namebase, id) %}\n\n## {{ namebase }}: backup {{ id }}, which imports, and the pull-backup server before it.\n\n[{{ backup }}]\n<= slap-connection\n   resilient\n{{- inherited(heriteBackup) }}\nrecipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\nsoftware-type = {{ typeimport }}\nname = {{ namebase }}{{ id }}\nreturn = ssh-public-key resilient-ssh-url notification-url ip takeover-url takeover-password{{ returns }}\npbs-notification-id = {{ partition }}-push\n{%- for name in ('software-root', 'buildout-shared-folder', 'testing-short-embedded-instance-path') if slapparameter_dict.get(name) and name not in monitor_parameter_dict.get('parameter', {}) %}\nconfig-{{ name }} = {{ literal(slapparameter_dict[name] | string) }}\n{%- endfor %}\n{{- told(monitor_parameter_dict, ('number', 'name', 'namebase', 'authorized-key', 'on-notification')) }}\nconfig-number = {{ id }}\nconfig-name = {{ namebase }}{{ id }}\nconfig-namebase = {{ namebase }}\nconfig-authorized-key = {{ '${' ~ pbs }}:connection-ssh-key}\nconfig-on-notification = {{ '${' ~ pbs }}:connection-feeds-url}${:pbs-notification-id}\n{{- sla(keys, namebase, id) }}\n\n{{ key_promise(backup, 'ssh-public-key') }}\n\n[{{ pbs }}]\n<= request-pbs-common\nname = PBS ({{ namebase }} / {{ id }})\nreturn = ssh-key notification-url feeds-url{{ returns }}\nshared = false\n{{- told(monitor_parameter_dict, ('monitor-title',)) }}\nconfig-monitor-title = PBS ${slap-connection:computer-id}-{{ namebase }}-{{ id }}\n{{- sla(keys, 'pbs', id) }}\n\n{{ key_promise(pbs, 'ssh-key') }}\n\n# Pulls the leader's dump into the archive ...\n[{{ pull }}]\n<= request-pbs-common\nname = PBS {{ id }} pulling from ${request-{{ namebase }}:name}\nshared = true\nconfig-type = pull\nconfig-title = Pulling from {{ namebase }}\nconfig-remove-backup-older-than = {{ literal('2W' if slapparameter_dict.get('remove-backup-older-than') is none else slapparameter_dict['remove-backup-older-than'] | string) }}\nconfig-url = ${request-{{ namebase }}:connection-resilient-ssh-url}\nconfig-server-key = ${request-{{ namebase }}:connection-ssh-public-key}\nconfig-on-notification = ${request-{{ namebase }}:connection-notification-id}\nconfig-notify = {{ '${' ~ pbs }}:connection-notification-url}\nconfig-notification-id = {{ partition }}-pull\nconfig-name = {{ partition }}\nsla-instance_guid = {{ '${' ~ pbs }}:instance_guid}\n\n# ... and pushes the archive's current state to the backup.\n[{{ push }}]\n<= request-pbs-common\nname = PBS pushing on {{ '${' ~ backup }}:name}\nshared = true\nconfig-type = push\nconfig-title = Pushing to {{ namebase }} backup {{ id }}\nconfig-url = {{ '${' ~ backup }}:connection-resilient-ssh-url}\nconfig-server-key = {{ '${' ~ backup }}:connection-ssh-public-key}\nconfig-on-notification = {{ '${' ~ pbs }}:connection-feeds-url}{{ '${' ~ pull }}:config-notification-id}\nconfig-notify = {{ '${' ~ backup }}:connection-notification-url}\nconfig-notification-id = {{ '${' ~ backup }}:pbs-notification-id}\nconfig-name = {{ partition }}\nsla-instance_guid = {{ '${' ~ pbs }}:instance_guid}\n\n[publish-connection-information]\nfeed-url-{{ namebase }}-{{ id }}-pull = {{ '${' ~ pbs }}:connection-feeds-url}{{ '${' ~ pull }}:config-notification-id}\nfeed-url-{{ namebase }}-{{ id }}-push = {{ '${' ~ pbs }}:connection-feeds-url}{{ '${' ~ backup }}:pbs-notification-id}\ntakeover-{{ namebase }}-{{ id }}-url = {{ '${' ~ backup }}:connection-takeover-url}\ntakeover-{{ namebase }}-{{ id }}-password = {{ '${' ~ backup }}:connection-takeover-password}\n{% endfor %}\n{%- if ids %}\n# Where each of them is requested is left to the SLA unless these say so.\n[slap-parameter]\n{%- for id in ids %}\n{{ namebase }}{{ id }}-computer-guid =\npbs-{{ namebase }}{{ id }}-computer-guid =\n{%- endfor %}\n{% endif %}\n{%- if monitor_urls %}\n# The monitors that this one shows besides its own.\n[monitor-conf-parameters]\nmonitor-url-list = {{ monitor_urls | join(' ') }}\n{% endif %}\n{%- endmacro %}\n"
          output += '\n'
          if (parentTemplate) {
            parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
          } else {
            cb(null, output)
          }
        })
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/resilient.ini'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '; The component as instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 0, 28),
          env.opts.autoescape,
        )
        output += '-root.cfg.jinja2 has it, for `slapos-resilient plan` and `render`.\n['
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 1, 1),
          env.opts.autoescape,
        )
        output += ']\ncount = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'count'), 2, 8),
          env.opts.autoescape,
        )
        output += '\nexport-type = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 3, 14),
          env.opts.autoescape,
        )
        output += '-export\nimport-type = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 4, 14),
          env.opts.autoescape,
        )
        output += '-import\nmonitor-return = monitor-base-url\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/root.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += runtime.suppressValue(runtime.ensureDefined('{%', 0, 0), env.opts.autoescape)
        output += " import 'parts' as parts -"
        output += runtime.suppressValue(runtime.ensureDefined('%}', 0, 36), env.opts.autoescape)
        output += '\n'
        output += runtime.suppressValue(runtime.ensureDefined('{%', 1, 0), env.opts.autoescape)
        output += " import 'replicated' as replicated with context -"
        output += runtime.suppressValue(runtime.ensureDefined('%}', 1, 59), env.opts.autoescape)
        output += '\n# '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 2, 2),
          env.opts.autoescape,
        )
        output +=
          ', resilient: requests the leader, its backups, and a pull-backup server before each.\n[buildout]\nextends =\n  '
        output += runtime.suppressValue(runtime.ensureDefined('{{', 5, 2), env.opts.autoescape)
        output += ' monitor_template '
        output += runtime.suppressValue(runtime.ensureDefined('}}', 5, 30), env.opts.autoescape)
        output += '\nparts +=\n  publish-connection-information\n  '
        output += runtime.suppressValue(runtime.ensureDefined('{{', 8, 2), env.opts.autoescape)
        output += ' parts.replicate("'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 8, 30),
          env.opts.autoescape,
        )
        output += '", "'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'count'), 8, 44),
          env.opts.autoescape,
        )
        output += '") '
        output += runtime.suppressValue(runtime.ensureDefined('}}', 8, 58), env.opts.autoescape)
        output +=
          '\n\n# What you publish of the leader goes here: return it there, and name it here.\n[publish-connection-information]\nrecipe = slapos.cookbook:publish\nmonitor-base-url = ${monitor-publish:monitor-base-url}\nmonitor-setup-url = ${monitor-publish:monitor-setup-url}\n\n'
        output += runtime.suppressValue(runtime.ensureDefined('{{', 16, 0), env.opts.autoescape)
        output += ' replicated.replicate("'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 16, 33),
          env.opts.autoescape,
        )
        output += '", "'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'count'), 16, 47),
          env.opts.autoescape,
        )
        output += '", "'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 16, 62),
          env.opts.autoescape,
        )
        output += '-export", "'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 16, 83),
          env.opts.autoescape,
        )
        output +=
          "-import\",\n    slapparameter_dict=slapparameter_dict,\n    monitor_parameter_dict={'return': ['monitor-base-url']}) "
        output += runtime.suppressValue(runtime.ensureDefined('}}', 18, 61), env.opts.autoescape)
        output += '\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'release/software.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '# '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 0, 2),
          env.opts.autoescape,
        )
        output +=
          ', made resilient. The stack of SlapOS gives the monitor and the components; all else is here.\n[buildout]\nextends =\n  buildout.hash.cfg\n  ../../component/openssh/buildout.cfg\n  ../../component/rdiff-backup/buildout.cfg\n  ../../stack/monitor/buildout.cfg\n\nparts +=\n  slapos-cookbook\n  slapos-toolbox\n  template-recipes\n  instance\n\n# What the profiles need on the node besides slapos.cookbook.\n[template-recipes]\nrecipe = zc.recipe.egg\neggs =\n  collective.recipe.template\n  plone.recipe.command\n  cns.recipe.symlink\n\n#----------------\n#-- Each profile is filled in once, here, and put beside instance.cfg. File names and checksums are\n#-- in buildout.hash.cfg; `slapos-resilient hash` brings them up to date.\n\n[profile]\nrecipe = slapos.recipe.template\nurl = ${:_profile_base_location_}/${:filename}\noutput = ${buildout:directory}/${:_buildout_section_name_}.cfg\n\n# What Jinja2 renders on the node is fetched as it is.\n[jinja2-profile]\nrecipe = slapos.recipe.build:download\nurl = ${:_profile_base_location_}/${:filename}\n\n[instance]\n<= profile\n\n# The software itself, as leader, as backup.\n[instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 40, 10),
          env.opts.autoescape,
        )
        output += ']\n<= profile\n\n[instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 43, 10),
          env.opts.autoescape,
        )
        output += '-export]\n<= profile\n\n[instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 46, 10),
          env.opts.autoescape,
        )
        output += '-import]\n<= profile\n\n# The root, which requests them all.\n[instance-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 50, 10),
          env.opts.autoescape,
        )
        output +=
          '-root]\n<= jinja2-profile\n\n[template-parts]\n<= jinja2-profile\n\n[template-replicated]\n<= jinja2-profile\n\n# What makes them resilient.\n[pbsready]\n<= profile\n\n[pbsready-export]\n<= profile\n\n[pbsready-import]\n<= profile\n\n[instance-pull-backup]\n<= profile\n\n[instance-frozen]\n<= profile\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'replicated/component.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        var macro_t_1 = runtime.makeMacro(['request'], [], function (l_request, kwargs) {
          var callerFrame = frame
          frame = new runtime.Frame()
          kwargs = kwargs || {}
          if (Object.prototype.hasOwnProperty.call(kwargs, 'caller')) {
            frame.set('caller', kwargs.caller)
          }
          frame.set('request', l_request)
          var t_2 = ''
          frame = frame.push()
          var t_5 = runtime.memberLookup(l_request, 'options')
          if (t_5) {
            t_5 = runtime.fromIterator(t_5)
            var t_3
            if (runtime.isArray(t_5)) {
              var t_4 = t_5.length
              for (t_3 = 0; t_3 < t_5.length; t_3++) {
                var t_6 = t_5[t_3][0]
                frame.set('[object Object]', t_5[t_3][0])
                var t_7 = t_5[t_3][1]
                frame.set('[object Object]', t_5[t_3][1])
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_6, 2, 0), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_7, 2, 15), env.opts.autoescape)
                t_2 += '\n'
              }
            } else {
              t_3 = -1
              var t_4 = runtime.keys(t_5).length
              for (var t_8 in t_5) {
                t_3++
                var t_9 = t_5[t_8]
                frame.set('option', t_8)
                frame.set('value', t_9)
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_8, 2, 0), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_9, 2, 15), env.opts.autoescape)
                t_2 += '\n'
              }
            }
          }
          frame = frame.pop()
          frame = frame.push()
          var t_12 = runtime.memberLookup(l_request, 'parameters')
          if (t_12) {
            t_12 = runtime.fromIterator(t_12)
            var t_10
            if (runtime.isArray(t_12)) {
              var t_11 = t_12.length
              for (t_10 = 0; t_10 < t_12.length; t_10++) {
                var t_13 = t_12[t_10][0]
                frame.set('[object Object]', t_12[t_10][0])
                var t_14 = t_12[t_10][1]
                frame.set('[object Object]', t_12[t_10][1])
                t_2 += 'config-'
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_13, 5, 7), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(
                  runtime.ensureDefined(t_14, 5, 25),
                  env.opts.autoescape,
                )
                t_2 += '\n'
              }
            } else {
              t_10 = -1
              var t_11 = runtime.keys(t_12).length
              for (var t_15 in t_12) {
                t_10++
                var t_16 = t_12[t_15]
                frame.set('parameter', t_15)
                frame.set('value', t_16)
                t_2 += 'config-'
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_15, 5, 7), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(
                  runtime.ensureDefined(t_16, 5, 25),
                  env.opts.autoescape,
                )
                t_2 += '\n'
              }
            }
          }
          frame = frame.pop()
          frame = frame.push()
          var t_19 = runtime.memberLookup(l_request, 'sla')
          if (t_19) {
            t_19 = runtime.fromIterator(t_19)
            var t_17
            if (runtime.isArray(t_19)) {
              var t_18 = t_19.length
              for (t_17 = 0; t_17 < t_19.length; t_17++) {
                var t_20 = t_19[t_17][0]
                frame.set('[object Object]', t_19[t_17][0])
                var t_21 = t_19[t_17][1]
                frame.set('[object Object]', t_19[t_17][1])
                t_2 += 'sla-'
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_20, 8, 4), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(
                  runtime.ensureDefined(t_21, 8, 24),
                  env.opts.autoescape,
                )
                t_2 += '\n'
              }
            } else {
              t_17 = -1
              var t_18 = runtime.keys(t_19).length
              for (var t_22 in t_19) {
                t_17++
                var t_23 = t_19[t_22]
                frame.set('requirement', t_22)
                frame.set('value', t_23)
                t_2 += 'sla-'
                t_2 += runtime.suppressValue(runtime.ensureDefined(t_22, 8, 4), env.opts.autoescape)
                t_2 += ' = '
                t_2 += runtime.suppressValue(
                  runtime.ensureDefined(t_23, 8, 24),
                  env.opts.autoescape,
                )
                t_2 += '\n'
              }
            }
          }
          frame = frame.pop()
          frame = callerFrame
          return new runtime.SafeString(t_2)
        })
        context.addExport('config')
        context.setVariable('config', macro_t_1)
        var macro_t_24 = runtime.makeMacro(
          ['request', 'key'],
          [],
          function (l_request, l_key, kwargs) {
            var callerFrame = frame
            frame = new runtime.Frame()
            kwargs = kwargs || {}
            if (Object.prototype.hasOwnProperty.call(kwargs, 'caller')) {
              frame.set('caller', kwargs.caller)
            }
            frame.set('request', l_request)
            frame.set('key', l_key)
            var t_25 = ''
            t_25 += '[resilient-'
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 12, 11),
              env.opts.autoescape,
            )
            t_25 +=
              "-public-key-promise-bin]\nrecipe = collective.recipe.template\ninput = inline:#!/bin/sh\n  # Until the key arrives it is empty, or the text None.\n  key='${"
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 16, 10),
              env.opts.autoescape,
            )
            t_25 += ':connection-'
            t_25 += runtime.suppressValue(runtime.ensureDefined(l_key, 16, 36), env.opts.autoescape)
            t_25 +=
              '}\'\n  test -n "$key" && test "$key" != None\noutput = ${resilient-directory:bin}/resilient-'
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 18, 46),
              env.opts.autoescape,
            )
            t_25 += '-public-key\nmode = 700\n\n[resilient-'
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 21, 11),
              env.opts.autoescape,
            )
            t_25 +=
              '-public-key-promise]\n<= monitor-promise-base\npromise = check_command_execute\nname = resilient-'
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 24, 17),
              env.opts.autoescape,
            )
            t_25 += '-public-key.py\nconfig-command = ${resilient-'
            t_25 += runtime.suppressValue(
              runtime.ensureDefined(l_request, 25, 29),
              env.opts.autoescape,
            )
            t_25 += '-public-key-promise-bin:output}\n'
            frame = callerFrame
            return new runtime.SafeString(t_25)
          },
        )
        context.addExport('key_promise')
        context.setVariable('key_promise', macro_t_24)
        output += '\n## '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 28, 3),
          env.opts.autoescape,
        )
        output += ': the leader, which exports.\n\n[request-'
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 30, 9),
          env.opts.autoescape,
        )
        output += ']\n<= resilient\n   slap-connection\n'
        frame = frame.push()
        var t_28 = runtime.memberLookup(
          runtime.contextOrFrameLookup(context, frame, 'leader'),
          'inherits',
        )
        if (t_28) {
          t_28 = runtime.fromIterator(t_28)
          var t_27 = t_28.length
          for (var t_26 = 0; t_26 < t_28.length; t_26++) {
            var t_29 = t_28[t_26]
            frame.set('section', t_29)
            output += '   '
            output += runtime.suppressValue(runtime.ensureDefined(t_29, 34, 3), env.opts.autoescape)
            output += '\n'
          }
        }
        frame = frame.pop()
        output += 'software-type = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(
              runtime.contextOrFrameLookup(context, frame, 'leader'),
              'softwareType',
            ),
            36,
            16,
          ),
          env.opts.autoescape,
        )
        output += '\nname = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'leader'), 'name'),
            37,
            7,
          ),
          env.opts.autoescape,
        )
        output += '\nreturn = '
        output += runtime.suppressValue(
          runtime.ensureDefined(
            runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'leader'), 'returns'),
            38,
            9,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            ((lineno = 39),
            (colno = 9),
            runtime.callWrap(macro_t_1, 'config', context, [
              runtime.contextOrFrameLookup(context, frame, 'leader'),
            ])),
            39,
            0,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        output += runtime.suppressValue(
          runtime.ensureDefined(
            ((lineno = 40),
            (colno = 14),
            runtime.callWrap(macro_t_24, 'key_promise', context, [
              runtime.memberLookup(
                runtime.contextOrFrameLookup(context, frame, 'leader'),
                'section',
              ),
              'ssh-public-key',
            ])),
            40,
            0,
          ),
          env.opts.autoescape,
        )
        output += '\n'
        frame = frame.push()
        var t_32 = runtime.contextOrFrameLookup(context, frame, 'pairs')
        if (t_32) {
          t_32 = runtime.fromIterator(t_32)
          var t_31 = t_32.length
          for (var t_30 = 0; t_30 < t_32.length; t_30++) {
            var t_33 = t_32[t_30]
            frame.set('pair', t_33)
            output += '## '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 42, 3),
              env.opts.autoescape,
            )
            output += ': backup '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 42, 22),
              env.opts.autoescape,
            )
            output += ', which imports, and the pull-backup server before it.\n\n[request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 44, 9),
              env.opts.autoescape,
            )
            output += '-pseudo-replicating-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 44, 39),
              env.opts.autoescape,
            )
            output += ']\n<= slap-connection\n   resilient\n'
            frame = frame.push()
            var t_36 = runtime.memberLookup(runtime.memberLookup(t_33, 'backup'), 'inherits')
            if (t_36) {
              t_36 = runtime.fromIterator(t_36)
              var t_35 = t_36.length
              for (var t_34 = 0; t_34 < t_36.length; t_34++) {
                var t_37 = t_36[t_34]
                frame.set('section', t_37)
                output += '   '
                output += runtime.suppressValue(
                  runtime.ensureDefined(t_37, 48, 3),
                  env.opts.autoescape,
                )
                output += '\n'
              }
            }
            frame = frame.pop()
            output +=
              'recipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\nsoftware-type = '
            output += runtime.suppressValue(
              runtime.ensureDefined(
                runtime.memberLookup(runtime.memberLookup(t_33, 'backup'), 'softwareType'),
                52,
                16,
              ),
              env.opts.autoescape,
            )
            output += '\nname = '
            output += runtime.suppressValue(
              runtime.ensureDefined(
                runtime.memberLookup(runtime.memberLookup(t_33, 'backup'), 'name'),
                53,
                7,
              ),
              env.opts.autoescape,
            )
            output += '\nreturn = '
            output += runtime.suppressValue(
              runtime.ensureDefined(
                runtime.memberLookup(runtime.memberLookup(t_33, 'backup'), 'returns'),
                54,
                9,
              ),
              env.opts.autoescape,
            )
            output +=
              '\npbs-notification-id = ${slap-connection:computer-id}-${slap-connection:partition-id}-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 55, 85),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 55, 96),
              env.opts.autoescape,
            )
            output += '-push\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 56),
                (colno = 9),
                runtime.callWrap(macro_t_1, 'config', context, [
                  runtime.memberLookup(t_33, 'backup'),
                ])),
                56,
                0,
              ),
              env.opts.autoescape,
            )
            output += '\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 57),
                (colno = 14),
                runtime.callWrap(macro_t_24, 'key_promise', context, [
                  runtime.memberLookup(runtime.memberLookup(t_33, 'backup'), 'section'),
                  'ssh-public-key',
                ])),
                57,
                0,
              ),
              env.opts.autoescape,
            )
            output += '\n[request-pbs-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 58, 13),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 58, 24),
              env.opts.autoescape,
            )
            output += ']\n<= request-pbs-common\nname = '
            output += runtime.suppressValue(
              runtime.ensureDefined(
                runtime.memberLookup(runtime.memberLookup(t_33, 'pbs'), 'name'),
                60,
                7,
              ),
              env.opts.autoescape,
            )
            output += '\nreturn = '
            output += runtime.suppressValue(
              runtime.ensureDefined(
                runtime.memberLookup(runtime.memberLookup(t_33, 'pbs'), 'returns'),
                61,
                9,
              ),
              env.opts.autoescape,
            )
            output += '\nshared = false\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 63),
                (colno = 9),
                runtime.callWrap(macro_t_1, 'config', context, [
                  runtime.memberLookup(t_33, 'pbs'),
                ])),
                63,
                0,
              ),
              env.opts.autoescape,
            )
            output += '\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 64),
                (colno = 14),
                runtime.callWrap(macro_t_24, 'key_promise', context, [
                  runtime.memberLookup(runtime.memberLookup(t_33, 'pbs'), 'section'),
                  'ssh-key',
                ])),
                64,
                0,
              ),
              env.opts.autoescape,
            )
            output +=
              "\n# Pulls the leader's dump into the archive ...\n[request-pull-backup-server-"
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 66, 28),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 66, 39),
              env.opts.autoescape,
            )
            output += ']\n<= request-pbs-common\nname = PBS '
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 68, 11),
              env.opts.autoescape,
            )
            output += ' pulling from ${request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 68, 48),
              env.opts.autoescape,
            )
            output += ':name}\nshared = true\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 70),
                (colno = 9),
                runtime.callWrap(macro_t_1, 'config', context, [
                  runtime.memberLookup(t_33, 'pull'),
                ])),
                70,
                0,
              ),
              env.opts.autoescape,
            )
            output +=
              "\n# ... and pushes the archive's current state to the backup.\n[request-pull-backup-server-"
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 72, 28),
              env.opts.autoescape,
            )
            output += '-backup-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 72, 46),
              env.opts.autoescape,
            )
            output += ']\n<= request-pbs-common\nname = PBS pushing on ${request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 74, 32),
              env.opts.autoescape,
            )
            output += '-pseudo-replicating-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 74, 62),
              env.opts.autoescape,
            )
            output += ':name}\nshared = true\n'
            output += runtime.suppressValue(
              runtime.ensureDefined(
                ((lineno = 76),
                (colno = 9),
                runtime.callWrap(macro_t_1, 'config', context, [
                  runtime.memberLookup(t_33, 'push'),
                ])),
                76,
                0,
              ),
              env.opts.autoescape,
            )
            output += '\n[publish-connection-information]\nfeed-url-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 78, 9),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 78, 20),
              env.opts.autoescape,
            )
            output += '-pull = ${request-pbs-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 78, 55),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 78, 66),
              env.opts.autoescape,
            )
            output += ':connection-feeds-url}${request-pull-backup-server-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 78, 130),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 78, 141),
              env.opts.autoescape,
            )
            output += ':config-notification-id}\nfeed-url-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 79, 9),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 79, 20),
              env.opts.autoescape,
            )
            output += '-push = ${request-pbs-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 79, 55),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 79, 66),
              env.opts.autoescape,
            )
            output += ':connection-feeds-url}${request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 79, 111),
              env.opts.autoescape,
            )
            output += '-pseudo-replicating-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 79, 141),
              env.opts.autoescape,
            )
            output += ':pbs-notification-id}\ntakeover-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 80, 9),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 80, 20),
              env.opts.autoescape,
            )
            output += '-url = ${request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 80, 50),
              env.opts.autoescape,
            )
            output += '-pseudo-replicating-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 80, 80),
              env.opts.autoescape,
            )
            output += ':connection-takeover-url}\ntakeover-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 81, 9),
              env.opts.autoescape,
            )
            output += '-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 81, 20),
              env.opts.autoescape,
            )
            output += '-password = ${request-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'name'), 81, 55),
              env.opts.autoescape,
            )
            output += '-pseudo-replicating-'
            output += runtime.suppressValue(
              runtime.ensureDefined(runtime.memberLookup(t_33, 'id'), 81, 85),
              env.opts.autoescape,
            )
            output += ':connection-takeover-password}\n\n'
          }
        }
        frame = frame.pop()
        if (
          runtime.memberLookup(runtime.contextOrFrameLookup(context, frame, 'defaults'), 'length')
        ) {
          output +=
            '# Where each of them is requested is left to the SLA unless these say so.\n[slap-parameter]\n'
          frame = frame.push()
          var t_40 = runtime.contextOrFrameLookup(context, frame, 'defaults')
          if (t_40) {
            t_40 = runtime.fromIterator(t_40)
            var t_39 = t_40.length
            for (var t_38 = 0; t_38 < t_40.length; t_38++) {
              var t_41 = t_40[t_38]
              frame.set('option', t_41)
              output += runtime.suppressValue(
                runtime.ensureDefined(t_41, 88, 0),
                env.opts.autoescape,
              )
              output += ' =\n'
            }
          }
          frame = frame.pop()
        }
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'replicated/monitor.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '# The monitors that this one shows besides its own.\n[monitor-conf-parameters]\nmonitor-url-list = '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'urls'), 2, 19),
          env.opts.autoescape,
        )
        output += '\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'replicated/profile.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output += '## '
        output += runtime.suppressValue(
          runtime.ensureDefined(runtime.contextOrFrameLookup(context, frame, 'title'), 0, 3),
          env.opts.autoescape,
        )
        output += '\n\n[buildout]\nparts +=\n'
        frame = frame.push()
        var t_3 = runtime.contextOrFrameLookup(context, frame, 'parts')
        if (t_3) {
          t_3 = runtime.fromIterator(t_3)
          var t_2 = t_3.length
          for (var t_1 = 0; t_1 < t_3.length; t_1++) {
            var t_4 = t_3[t_1]
            frame.set('part', t_4)
            output += '  '
            output += runtime.suppressValue(runtime.ensureDefined(t_4, 5, 2), env.opts.autoescape)
            output += '\n'
          }
        }
        frame = frame.pop()
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
  get 'replicated/shared.cfg'() {
    function root(env, context, frame, runtime, cb) {
      var lineno = 0
      var colno = 0
      var output = ''
      try {
        var parentTemplate = null
        output +=
          '## What every request of every component starts from.\n\n[resilient-directory]\nrecipe = slapos.cookbook:mkdirectory\nhome = ${buildout:directory}\netc = ${:home}/etc\nbin = ${:home}/bin\n\n[resilient]\nrecipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\n\n[request-pbs-common]\n<= slap-connection\nrecipe = slapos.cookbook:request\nsoftware-url = ${slap-connection:software-release-url}\nsoftware-type = pull-backup\n'
        if (parentTemplate) {
          parentTemplate.rootRenderFunc(env, context, frame, runtime, cb)
        } else {
          cb(null, output)
        }
      } catch (e) {
        cb(runtime.handleError(e, lineno, colno))
      }
    }
    return {
      root: root,
    }
  },
}
