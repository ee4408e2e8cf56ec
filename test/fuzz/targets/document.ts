import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {awsRules} from '../../../src/clouds/aws/rules/rules.ts';
import {parseDocument} from '../../../src/clouds/document/schema-errors.ts';
import {checkRules} from '../../../src/clouds/engine/check-rules.ts';
import {tencentRules} from '../../../src/clouds/tencent/rules/rules.ts';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {documentOf} from '../../../src/profiles/document-file.ts';
import {draftedPart} from '../../../src/profiles/drafts.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {allowed} from '../allowed.ts';
import {textsOf} from '../corpus.ts';
import {goodDocuments} from '../documents.ts';
import {refuseSteering} from '../hostile-text.ts';
import {changedJson, changedText, deepJson, jsonChanges, textChanges} from '../mutations.ts';
import {Scratch} from '../scratch.ts';
import {target} from '../target.ts';

/** A right document, a request of the aws CLI or of tccli, changed as JSON or as text. */
function changedOf(good: readonly unknown[]): fc.Arbitrary<string> {
	const one = fc.constantFrom(...good);
	return fc.oneof(
		{
			weight: 12,
			arbitrary: fc
				.tuple(one, jsonChanges)
				.map(([value, changes]) => JSON.stringify(changedJson(value, changes)) ?? 'null'),
		},
		{
			weight: 4,
			arbitrary: fc
				.tuple(one, textChanges)
				.map(([value, changes]) => changedText(JSON.stringify(value, undefined, 1), changes)),
		},
		{weight: 1, arbitrary: fc.json()},
		{weight: 1, arbitrary: deepJson},
	);
}

export const documentTarget = () =>
	target({
		name: 'document',
		what: 'connection documents, as files and as drafts',
		input: changedOf(goodDocuments),
		corpus: textsOf('document'),
		async check(text) {
			const document = await allowed(() => documentOf(Buffer.from(text), 'site.json'));
			if (document) {
				const again = parseDocument(JSON.parse(JSON.stringify(document)));
				if (!again.document) throw new Error('a document that is right is not after it was written and read');
			}

			const draft = document ?? draftedPart(jsonOrNothing(text));
			if (!draft) return;
			const rules = draft.cloud === 'aws' ? awsRules : tencentRules;
			// what a finding says is drawn through `printable`: here it only must not break
			await allowed(() => checkRules(rules, draft, {}));
		},
	});

const regions = {AWS_REGION: 'eu-central-1', TENCENTCLOUD_REGION: 'ap-guangzhou'};
const requests = [...textsOf('request').values()].map(text => JSON.parse(text) as unknown);

/** As a user does it: from standard input into the profiles, which must hold no key afterwards. */
export const requestTarget = () => {
	const scratch = new Scratch();
	return target({
		name: 'request',
		what: 'requests of the aws CLI and tccli, lists of profiles',
		input: changedOf([
			...requests,
			goodDocuments.slice(0, 3),
			{profiles: [{name: 'x', savedAt: 1, document: goodDocuments[0]}]},
		]),
		corpus: textsOf('request'),
		async check(input) {
			scratch.holds({});
			const io = fakeIo({env: {TUNNELWRIGHT_HOME: scratch.home, ...regions}, input});
			const json = input.length % 2 === 0 ? [] : ['--json'];
			for (const command of [
				['import', '-', ...json],
				['list', ...json],
			])
				if ((await runArguments(['profiles', ...command], undefined, io)) === 1) throw new Error(io.stderr());
			const said = `${io.stdout()}\n${io.stderr()}`;
			refuseSteering(said, 'profiles import');
			const file = join(scratch.home, 'config', 'profiles.json');
			const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
			// a cut in the text can make an id of what was a key: only one that still is one may not come along
			const isKey =
				count(input, /Only\.for_this\.test/g) ===
				count(input, /"PreShared?Key\\?"\s*:\s*\\?"[^"]*Only\.for_this\.test/g);
			if (isKey && `${kept}${said}`.includes('Only.for_this.test')) throw new Error('a key came along');
		},
		close: () => scratch.close(),
	});
};

const count = (text: string, what: RegExp) => [...text.matchAll(what)].length;

function jsonOrNothing(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
