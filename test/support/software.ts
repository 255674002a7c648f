/** The section by which a software makes the profile that its instances run first. */
export const instanceSection = `[instance]
recipe = slapos.recipe.template
url = \${:_profile_base_location_}/instance.cfg.in
output = \${buildout:directory}/instance.cfg
`

/** A software.cfg that makes that profile alone. */
export const software = `[buildout]
parts = instance
${instanceSection}`

/** The section of a template that instances render, NAME.cfg.jinja2. */
export const templateSection = (name: string, section = name): string => `[${section}]
recipe = slapos.recipe.build:download
url = \${:_profile_base_location_}/${name}.cfg.jinja2
`
