import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
    { ignores: ['dist/', 'node_modules/'] },
    {
        files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
        extends: [
            ...tseslint.configs.strictTypeChecked,
            ...tseslint.configs.stylisticTypeChecked,
            jsxA11y.flatConfigs.strict,
            reactHooks.configs.flat['recommended-latest'],
        ],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/switch-exhaustiveness-check': 'error',
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            'no-console': 'error',
            eqeqeq: 'error',
        },
    },
    { files: ['dev/**/*.mjs', 'eslint.config.js'], extends: [tseslint.configs.recommended] },
);
