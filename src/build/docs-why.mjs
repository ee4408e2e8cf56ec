// npm run docs:why: writes the list of causes into docs/why.md.
import {readFile, writeFile} from 'node:fs/promises';
import {pageWithCauses} from '../why/causes/page.ts';

const page = new URL('../../docs/why.md', import.meta.url);
await writeFile(page, pageWithCauses(await readFile(page, 'utf8')));
