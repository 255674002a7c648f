// The type of what scripts/templates.js makes. Knows nothing else.

/** The programs under `templates/programs/`, by name without the ending; made by scripts/templates.js. */
export declare const programs: Record<string, string>
