import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/** Of relative imports only the own folder and those named are allowed. */
const only = (files, allowed, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!\\./|${allowed})\\.`, message }] }],
  },
})

export default ts.config(
  { ignores: ['dist', 'src/lib/schema.gen.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name=/^use(Layout)?Effect$/] > ArrowFunctionExpression[body.type!='BlockStatement']",
          message: 'What this call returns would be taken for the clean-up. Use braces.',
        },
      ],
    },
  },
  // app → features → components, lib. Features never import each other: what shares a screen meets in app/routes.
  only(
    ['src/features/**'],
    '\\.\\./\\.\\./(lib|components|testing)/',
    'A feature imports its own folder, components and lib. Features meet in app/routes.',
  ),
  only(['src/components/**'], '\\.\\./(lib|testing)/', 'Components import components and lib.'),
  only(['src/lib/**'], '\\.\\./(testing|locales)/', 'lib imports lib.'),
)
