# Renders naive.cfg.jinja2 with the JSON on standard input: name, count, parameters.
import json, os, sys
import jinja2

folder = os.path.dirname(os.path.abspath(__file__))
environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(folder), extensions=['jinja2.ext.do'])
sys.stdout.write(environment.get_template('naive.cfg.jinja2').render(json.load(sys.stdin)))
