/** The words of the pages; `es.ts` has the same. What operations, tags and errors are called comes from their declarations. */
export const EN = {
  language: 'English',
  product: 'Customer Messages',
  skip: 'Skip to the content',
  needsScript: 'Trying calls, signing in and searching as you type need JavaScript. Everything else can be read without it.',
  working: 'Working…',
  failed: 'No answer came. Is the service running, and is there a network?',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',

  nav: {
    label: 'Main',
    explorer: 'API Explorer',
    inbox: 'Inbox',
    send: 'Send a message',
    requests: 'Role requests',
    glossary: 'Glossary',
    swagger: 'Swagger UI',
  },

  account: {
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    title: 'Sign in with DirectLogin',
    username: 'User name',
    password: 'Password',
    consumerKey: 'Consumer key',
    consumerKeyHint: 'Identifies the application that calls. An administrator gives it to you.',
    sandbox: 'Or as one of the sandbox:',
    admin: 'administrator',
    staff: 'bank staff',
    customer: 'customer',
    needed: 'Fill in user name, password and consumer key.',
    notSendable: 'User name, password and consumer key may hold letters, digits and signs of Latin script, but no comma.',
    ended: 'The session has ended. Sign in again.',
    toContinue: 'Sign in to go on.',
  },

  list: {
    title: 'API Explorer',
    intro: 'Every operation of this service: what it does, what it takes and answers, and a form to try it.',
    host: 'API host',
    count: (count: number): string => `${count} APIs`,
    allVersions: 'All versions',
    search: 'Search',
    searchHint: 'Title, path, operation id or tag',
    version: 'Version',
    tag: 'Tag',
    allTags: 'All tags',
    filter: 'Filter',
    clear: 'Clear',
    shown: (count: number | string): string => (count === 1 ? '1 operation is shown' : `${count} operations are shown`),
    nothing: 'No operation fits. Try a shorter word, or clear the filters.',
    operations: 'Operations',
    mainJob: 'The main job',
    mainJobIntro: 'A bank sends a message to a customer, staff read what was sent, and the customer reads the inbox.',
  },

  operation: {
    all: 'All operations',
    authentication: 'Authentication',
    mandatory: 'Authentication is mandatory.',
    optional: 'Authentication is optional.',
    none: 'No authentication: credentials are not looked at.',
    urlParameters: 'URL parameters',
    queryParameters: 'Query parameters',
    headers: 'Headers',
    requestFields: 'JSON request body fields',
    responseFields: 'JSON response body fields',
    name: 'Name',
    example: 'Example',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    atMost: (length: number): string => `at most ${length} characters`,
    noFields: 'None.',
    response: 'Typical successful response',
    noBody: 'No body.',
    roles: 'Required roles',
    noRoles: 'None.',
    anyRole: 'Any one of them is enough.',
    allRoles: 'All of them are needed.',
    bankRole: 'held at one bank',
    systemRole: 'held for the whole system',
    jsonValidation: 'Required JSON Validation',
    yes: 'Yes',
    no: 'No',
    authenticationTypes: 'Allowed Authentication Types',
    notSet: 'Not set',
    errors: 'Possible errors',
    error: 'Error',
    status: 'HTTP status',
    connectorMethods: 'Connector methods',
    noConnectorMethods: 'None: no operation goes through a connector.',
    about: 'About this operation',
    version: 'Version',
    noVersion: 'none',
    answersUnder: 'Answers under',
    functionName: 'Function name',
    operationId: 'Operation id',
    tags: 'Tags',
    notFound: 'There is no such operation',
    notFoundText: 'No operation of this service has the id',
  },

  glossary: {
    title: 'Glossary',
    intro: 'What the words of this documentation mean.',
  },

  inbox: {
    title: 'Inbox',
    intro: 'The messages of a bank to the customers you act for, newest first.',
  },

  send: {
    title: 'Send a message',
    intro: 'From the staff of a bank to one of its customers.',
  },

  requests: {
    title: 'Role requests',
    intro: 'Who has asked for which role. Granting gives the role at once; declining removes the request.',
  },
} as const;

type Words<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends string
    ? string
    : Part[Name] extends (...args: never[]) => string
      ? Part[Name]
      : Words<Part[Name]>;
};

/** Every word that a language needs. */
export type Texts = Words<typeof EN>;
