/** As much of adaptivecards-templating as is used. */
declare const templating: {
  GlobalSettings: { getUndefinedFieldValueSubstitutionString?: (path: string) => string | undefined };
  Template: new (template: object) => { expand(context: { $root: unknown }): unknown };
};

export default templating;
