// Owns the lint rules. What was there before a rule came is counted in .eslint-suppressions.json, by file and rule. These numbers only
// fall: lint fails where there is more, and where there is less than the file says (test/README.md tells how to lower them).
import tseslint from 'typescript-eslint'

/** What is thrown and is no Error: control flow of scripts, of parsers and of ACME orders, which must cost no stack. */
const thrown = ['Failure', 'Refusal', 'ScriptEnd', 'Stop', 'Invalid']

export default tseslint.config(
  { ignores: ['dist/**', '.dist-*/**', 'node_modules/**', 'coverage/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'file', name: thrown }], allowRethrowing: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Devices and judges are objects of closures: their functions are taken out of them without harm.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
)
