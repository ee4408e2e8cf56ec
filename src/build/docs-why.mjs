// npm run docs:why: writes the list of causes, and where each is made for real, into docs/why.md.
import {readFile, writeFile} from 'node:fs/promises';
import {pageWithMade} from '../../test/why/made-for-real.ts';
import {pageWithCauses} from '../why/causes/page.ts';

const page = new URL('../../docs/why.md', import.meta.url);
await writeFile(page, pageWithMade(pageWithCauses(await readFile(page, 'utf8'))));
