/** A schema that may not become a rule. The message tells its author why. */
export class SchemaRefused extends Error {}
