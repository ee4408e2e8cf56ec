// npm run docs:rules: writes docs/rules.md from the rules.
import {writeFile} from 'node:fs/promises';
import {rulesPage} from '../clouds/contract/rules-page.ts';

await writeFile(new URL('../../docs/rules.md', import.meta.url), rulesPage());
