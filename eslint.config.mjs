import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', '.matrix/', 'test/support/generated-clients/', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Nest's modules are classes that only carry a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true, allowTypedFunctionExpressions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false },
      ],
      // `Promise<Answer | void>` says that a hook may answer nothing.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `a === undefined` and `a !== null` on what a type says is always there guards what comes from outside.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A row type is named once, by the caller of a query.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A DTO is a shape that Swagger can read; nothing depends on its prototype.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string', 'UserDto', 'CustomerDto', 'CreateMessageDto'] }],
      // `expect` and Nest's decorators take methods as they stand.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
    },
  },
  {
    files: [
      'src/platform/endpoint/roles.ts',
      'src/platform/errors/catalogue.ts',
      'src/documentation/texts/es.ts',
      'src/web/kit/texts/*.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['test/**', '**/*.spec.ts'],
    rules: {
      // Bodies of answers are what the tests are about: they are asserted, not typed.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'max-lines': 'off',
    },
  },
);
