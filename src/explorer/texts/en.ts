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

  tryIt: {
    title: 'Try it',
    version: 'API version',
    example: (value: string): string => `e.g. ${value}`,
    body: 'Body (JSON)',
    reset: 'Reset to the example',
    bodyFits: 'The body fits the documentation.',
    bodyFields: 'What the fields are',
    call: 'The call',
    as: 'It is made as',
    anonymous: 'It is made without signing in.',
    anonymousRefused: 'Not signed in: the call can be sent, and will be refused.',
    send: 'Send',
    sending: 'Sending…',
    confirm: 'Delete?',
    confirmText: 'This is the real call, and what it deletes is gone:',
    confirmed: 'Delete',
    cancel: 'Cancel',
    result: 'Answer',
    noResult: 'Nothing has been sent yet.',
    milliseconds: (count: number): string => `after ${count} ms`,
    headers: (count: number): string => `Headers (${count})`,
    answerBody: 'Body of the answer',
    missingRole: 'What is missing:',
    waitSeconds: (count: number): string => `What to do: send the call again in ${count} seconds.`,
    code: 'The same call as code',
    token: 'Put the token that DirectLogin gave you in place of $TOKEN or YOUR_TOKEN.',
    selected: 'Selected: press Ctrl+C or ⌘C',

    parameterProblems: {
      empty: 'Fill this in: it is part of the path.',
      dots: 'A part of a path cannot be one or two dots.',
      notLatin: 'A header can hold letters, digits and signs of Latin script only.',
    },

    bodyProblems: {
      empty: 'The body is empty.',
      ends: 'This is not JSON yet: it ends too early.',
      notJson: (line: number, column: number): string => `This is not JSON: see line ${line}, column ${column}.`,
      whole: 'The body',
      missing: (field: string): string => `${field} is missing and required.`,
      unknown: (field: string): string => `${field} is none of the documented fields.`,
      taken: (field: string): string => `${field} should be text; the service takes the value as text.`,
      type: (field: string, expected: string, found: string): string => `${field} should be ${expected}, and is ${found}.`,
      long: (field: string, most: number, length: number): string =>
        `${field} is too long: ${length} characters, where ${most} are allowed.`,
      short: (field: string, least: number, length: number): string =>
        `${field} is too short: ${length} characters, where ${least} are needed.`,
    },

    types: {
      object: 'an object',
      array: 'a list',
      string: 'text',
      integer: 'a whole number',
      number: 'a number',
      boolean: 'true or false',
      null: 'null',
    },

    advice: {
      signIn: 'What to do: sign in and send the call again.',
      role: 'What to do: request the role, or ask an administrator for it.',
      wait: 'What to do: send the call again in a while.',
      body: 'What to do: compare the body with the fields; the answer says what is wrong.',
      values: 'What to do: correct what the answer names, and send the call again.',
      notFound: 'What to do: check the ids in the path.',
      taken: 'What to do: choose another value; this one is in use.',
      allowed: 'What to do: ask an administrator; you may not do this.',
      later: 'What to do: try again later. If it stays, tell the operator the Correlation-Id among the headers.',
      read: 'What to do: the answer says more.',
    },
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
