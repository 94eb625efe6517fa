// As much of adaptivecards-templating as is used.

/** What holds for all templates. */
export declare const GlobalSettings: {
  getUndefinedFieldValueSubstitutionString?: (path: string) => string | undefined;
};

/** A card with `${…}` in it, to be filled. */
export declare class Template {
  constructor(template: object);
  expand(context: { $root: unknown }): unknown;
}
