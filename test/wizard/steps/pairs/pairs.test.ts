import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {tencentForm} from '../../../../src/clouds/tencent/form/form.ts';
import {answersOf} from '../../../../src/wizard/answers/answers.ts';
import {toDraft} from '../../../../src/wizard/answers/draft.ts';
import {addPairs, mappingCount, pairProblem} from '../../../../src/wizard/steps/pairs/pairs.ts';
import {readPairsPaste} from '../../../../src/wizard/steps/pairs/pairs-paste.ts';
import {placedFindings} from '../../../../src/wizard/steps/standing.ts';
import {checked} from '../../checked.ts';
import {Driver} from '../../driver.ts';

const pasted = (text: string) => readPairsPaste(text, undefined, tencentForm.pairs?.names);

describe('a paste into the pairs', () => {
	test.each([
		['10.0.0.0/24 -> 192.168.1.0/24, 192.168.2.0/24', [['10.0.0.0/24', '192.168.1.0/24, 192.168.2.0/24']]],
		[
			'10.0.0.0/24 ⇄ 192.168.1.0/24\n10.0.1.0/24 => 192.168.2.0/24',
			[
				['10.0.0.0/24', '192.168.1.0/24'],
				['10.0.1.0/24', '192.168.2.0/24'],
			],
		],
		[
			'10.0.0.0/24 10.0.1.0/24 <-> 192.168.1.0/24',
			[
				['10.0.0.0/24', '192.168.1.0/24'],
				['10.0.1.0/24', '192.168.1.0/24'],
			],
		],
		[
			'10.0.0.0/24->192.168.1.0/24; 10.0.1.0/24->192.168.2.0/24',
			[
				['10.0.0.0/24', '192.168.1.0/24'],
				['10.0.1.0/24', '192.168.2.0/24'],
			],
		],
		[
			'10.0.0.0/24\t192.168.1.0/24, 192.168.2.0/24\r\n10.0.1.0/24\t192.168.3.0/24\r\n',
			[
				['10.0.0.0/24', '192.168.1.0/24, 192.168.2.0/24'],
				['10.0.1.0/24', '192.168.3.0/24'],
			],
		],
		[
			'{"10.0.0.0/24":["172.16.0.0/16","172.17.0.0/16"],"10.0.1.0/24":["172.18.0.0/16"]}',
			[
				['10.0.0.0/24', '172.16.0.0/16, 172.17.0.0/16'],
				['10.0.1.0/24', '172.18.0.0/16'],
			],
		],
		[
			'[\n {"LocalCidrBlock": "10.0.0.0/24", "RemoteCidrBlock": ["172.16.0.0/16"]}\n]',
			[['10.0.0.0/24', '172.16.0.0/16']],
		],
		[
			'{"SecurityPolicyDatabaseSet":[{"LocalCidrBlock":"10.0.0.0/24","RemoteCidrBlock":["172.16.0.0/16"]}]}',
			[['10.0.0.0/24', '172.16.0.0/16']],
		],
		[
			'10.0.0.0/24,192.168.1.0/24\r\n10.0.1.0/24,192.168.2.0/24\r\n',
			[
				['10.0.0.0/24', '192.168.1.0/24'],
				['10.0.1.0/24', '192.168.2.0/24'],
			],
		],
		['cloud,site\n10.0.0.0/24,192.168.1.0/24', [['10.0.0.0/24', '192.168.1.0/24']]],
		['10.0.0.0/24,"192.168.1.0/24, 192.168.2.0/24"', [['10.0.0.0/24', '192.168.1.0/24, 192.168.2.0/24']]],
		['Cloud;Site\n10.0.0.0/24;192.168.1.0/24,192.168.2.0/24\n', [['10.0.0.0/24', '192.168.1.0/24, 192.168.2.0/24']]],
		['cloud side\tsite side\n10.0.0.0/24\t192.168.1.0/24', [['10.0.0.0/24', '192.168.1.0/24']]],
		[
			'１０．０．０．０／２４＝１７２。１６。０。０／１６、172.17.0.0/16',
			[['10.0.0.0/24', '172.16.0.0/16, 172.17.0.0/16']],
		],
		[
			'10.0.0.0/24 -＞ 172.16.0.0/16；10.0.1.0/24 → 172.17.0.0/16，172.18.0.0/16',
			[
				['10.0.0.0/24', '172.16.0.0/16'],
				['10.0.1.0/24', '172.17.0.0/16, 172.18.0.0/16'],
			],
		],
	])('reads %s as pairs', (text, pairs) => {
		const paste = pasted(text);
		expect(paste.kind === 'pairs' && paste.pairs.map(({cloudSide, siteSide}) => [cloudSide, siteSide])).toEqual(pairs);
	});

	const first = ['10.0.0.0/24', '192.168.1.0/24'];
	const last = ['10.0.2.0/24', '192.168.3.0/24'];
	test.each([
		['10.0.0.0/24\t192.168.1.0/24\nMunich office\n10.0.2.0/24\t192.168.3.0/24', [first, ['Munich office', ''], last]],
		['10.0.0.0/24\t192.168.1.0/24\noops\t192.168.2.0/24', [first, ['oops', '192.168.2.0/24']]],
		['10.0.0.0/24\t192.168.1.0/24\n10.0.1.0/24\t\n10.0.2.0/24\t192.168.3.0/24', [first, ['10.0.1.0/24', ''], last]],
		['cloud,site\n10.0.0.0/24,192.168.1.0/24\n10.0.1.0/24', [first, ['10.0.1.0/24', '']]],
		[
			'10.0.0.0/24,192.168.1.0/24\n10.0.1.0/24,to do\n10.0.2.0/24,192.168.3.0/24',
			[first, ['10.0.1.0/24', 'to do'], last],
		],
		['10.0.0.0/24;192.168.1.0/24\nto do\n10.0.2.0/24;192.168.3.0/24', [first, ['to do', ''], last]],
		[
			'10.0.0.0/24 -> 192.168.1.0/24\nMunich office\n10.0.2.0/24 -> 192.168.3.0/24',
			[first, ['Munich office', ''], last],
		],
		['10.0.0.0/24 -> 192.168.1.0/24\nMunich office -> 192.168.2.0/24', [first, ['Munich office', '192.168.2.0/24']]],
		['{"10.0.0.0/24":["192.168.1.0/24"],"oops":["192.168.2.0/24"]}', [first, ['oops', '192.168.2.0/24']]],
		[
			'[{"LocalCidrBlock":"10.0.0.0/24","RemoteCidrBlock":["192.168.1.0/24"]},{"LocalCidrBlock":"10.0.1.0/24"}]',
			[first, ['10.0.1.0/24', '']],
		],
	])('keeps the line of %j that is no pair as a row of its own', (text, rows) => {
		const paste = pasted(text);
		expect(paste.kind === 'pairs' && paste.pairs.map(({cloudSide, siteSide}) => [cloudSide, siteSide])).toEqual(rows);
		expect(paste.notice).toBe(`${rows.length === 2 ? '1 pair' : '2 pairs'} added, 1 line to mend`);
	});

	test('reads a line with an arrow among the columns of a sheet', () => {
		const text = '10.0.0.0/24\t192.168.1.0/24\n10.0.1.0/24 -> 192.168.2.0/24\n10.0.2.0/24\t192.168.3.0/24';
		expect(pasted(text)).toMatchObject({kind: 'pairs', toMend: 0, notice: '3 pairs added'});
	});

	test.each(['hello to the world', '{"LocalCidrBlock": "10.0.0.0/24", "Remote'])('takes %j for no list', text => {
		expect(pasted(text)).toMatchObject({kind: 'text', text});
	});

	test.each([
		'10.0.0.0/8 10.1.0.0/16',
		'10.0.0.0/8,10.1.0.0/16',
		'10.0.0.0/8\n10.1.0.0/16\n',
		' 10.0.0.0/8 ;10.1.0.0/16',
		'10.0.0.0/8\t\n10.1.0.0/16\t\n',
		'10.0.0.0/8,\n10.1.0.0/16,\n',
		'10.0.0.0/8、10.1.0.0/16',
		'１０.0.0.0/8，１０。1.0.0/16',
	])('reads %j as ranges', text => {
		expect(pasted(text)).toMatchObject({kind: 'ranges', ranges: ['10.0.0.0/8', '10.1.0.0/16']});
	});

	test('says what it dropped, and lets no escape sequence through', () => {
		const paste = readPairsPaste('\u001B[31m10.0.0.0/8\u0007');
		expect(paste).toMatchObject({kind: 'text', text: '10.0.0.0/8'});
		expect(paste.notice).toContain('removed');
	});

	test('never loses a range of a list, whatever separates them', () => {
		const octet = fc.integer({min: 0, max: 255});
		const range = fc.tuple(octet, octet, octet).map(([a, b, c]) => `${a}.${b}.${c}.0/24`);
		const separator = fc.constantFrom(', ', ' ', '\n', '\r\n', ';', ',\n');
		fc.assert(
			fc.property(fc.array(fc.tuple(range, separator), {minLength: 2, maxLength: 40}), parts => {
				const paste = readPairsPaste(parts.map(part => part.join('')).join(''));
				// two in each of several lines are two columns
				const read =
					paste.kind === 'pairs'
						? paste.pairs.flatMap(({cloudSide, siteSide}) => [cloudSide, ...siteSide.split(', ')]).filter(Boolean)
						: paste.kind === 'ranges' && paste.ranges;
				expect(read).toEqual(parts.map(([cidr]) => cidr));
			}),
		);
	});

	test('takes a line of more than two ranges for a list', () => {
		const text = '10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24';
		expect(readPairsPaste(text, {side: 'cloudSide', networks: []})).toMatchObject({ranges: text.split(', ')});
	});

	test('takes the place of an empty row, and stands below a full one', () => {
		const added = [{cloudSide: 'a', siteSide: 'b'}];
		expect(addPairs([{cloudSide: '', siteSide: ''}], 0, added)).toEqual(added);
		expect(
			addPairs(
				[
					{cloudSide: 'x', siteSide: 'y'},
					{cloudSide: 'z', siteSide: ''},
				],
				0,
				added,
			).map(pair => pair.cloudSide),
		).toEqual(['x', 'a', 'z']);
	});
});

describe('the pairs’ editor', () => {
	const atPairs = () => new Driver().press('enter', 'down', 'enter').enterUntil('pairs');
	const pairsOf = (driver: Driver) => answersOf(driver.state.answers, 'tencent').pairs;

	test('types into the cell that has the cursor, left and right through both cells', () => {
		const driver = atPairs().press('ctrl-u', '10.9.0.0/16', 'tab', 'ctrl-u', '172.20.0.0/16');
		expect(pairsOf(driver)).toEqual([{cloudSide: '10.9.0.0/16', siteSide: '172.20.0.0/16'}]);
		driver.press('home', 'left', 'backspace');
		expect(pairsOf(driver)[0]?.cloudSide).toBe('10.9.0.0/1');
	});

	test('adds by ctrl-n and by the last row, removes by ctrl-d, and puts back what was removed', () => {
		const driver = atPairs().press('ctrl-n', '10.1.0.0/16', 'enter', '172.21.0.0/16', 'down', 'enter', '10.2.0.0/16');
		expect(pairsOf(driver).map(({cloudSide}) => cloudSide)).toEqual(['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16']);
		driver.press('up', 'ctrl-d');
		expect(pairsOf(driver).map(({cloudSide}) => cloudSide)).toEqual(['10.0.0.0/16', '10.2.0.0/16']);
		driver.press('ctrl-y');
		expect(pairsOf(driver)[1]).toEqual({cloudSide: '10.1.0.0/16', siteSide: '172.21.0.0/16'});
	});

	test('leads to the line of a pasted sheet that is no pair, with its reason, and Enter stays there', async () => {
		const rows = ['10.0.0.0/24\t192.168.1.0/24', 'Munich office', '10.0.1.0/24\t', '10.0.2.0/24\t192.168.3.0/24'];
		const driver = (await checked()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.send({type: 'paste', text: rows.join('\n')});
		expect(driver.state.notice).toMatchObject({
			tone: 'look',
			text: '2 pairs added, 2 lines to mend: ctrl-y takes it back',
		});
		expect(pairsOf(driver)[1]).toEqual({cloudSide: 'Munich office', siteSide: ''});
		expect(driver.state.pairs).toMatchObject({row: 1, side: 'cloudSide'});
		expect(driver.state.blocked).toMatchObject({
			field: '1.cloudSide',
			message: expect.stringContaining('Munich office'),
		});
		const marked = placedFindings(driver.state).filter(({finding}) => finding.severity === 'refuse');
		expect(marked).toMatchObject([{step: 'pairs', field: '1.cloudSide'}]);
		driver.press('ctrl-d');
		expect(driver.state.blocked).toBeUndefined();
		driver.press('down', 'tab', 'enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked).toMatchObject({field: '1.siteSide', message: expect.stringContaining('no range')});
		const half = (await checked()).press('enter', 'down', 'enter').enterUntil('pairs');
		half.send({type: 'paste', text: [rows[0], rows[2]].join('\n')});
		expect(half.state.blocked).toMatchObject({field: '1.siteSide', message: expect.stringContaining('no range')});
	});

	test('takes a wrong paste back whole, and nothing that was typed after it', () => {
		const driver = atPairs();
		const before = driver.state.answers;
		const {row, side, cursor} = driver.state.pairs;
		driver.send({type: 'paste', text: '10.1.0.0/16,10.2.0.0/16\n10.3.0.0/16,10.4.0.0/16'});
		expect(pairsOf(driver)).toHaveLength(2);
		expect(driver.state.notice?.text).toBe('2 pairs added: ctrl-y takes it back');
		driver.press('ctrl-y');
		expect(driver.state.answers).toEqual(before);
		expect(driver.state.pairs).toMatchObject({row, side, cursor});
		driver.send({type: 'paste', text: '10.1.0.0/16'}).press('ctrl-y');
		expect(driver.state.answers).toEqual(before);
		driver.send({type: 'paste', text: '{"10.1.0.0/16":["10.2.0.0/16"]}'}).press('tab', '9', 'ctrl-y');
		expect(pairsOf(driver)[0]?.cloudSide).toBe('10.1.0.0/16');
		expect(driver.state.notice?.text).toContain('nothing is taken back');
	});

	const sheet = [
		{cloudSide: '10.8.4.0/24', siteSide: '172.16.1.0/24'},
		{cloudSide: '10.9.0.0/20', siteSide: '172.16.3.0/24'},
	];
	const severalSites = [{cloudSide: '10.8.4.0/24', siteSide: '172.16.1.0/24, 172.16.9.0/24'}, sheet[1]];
	const places = [
		['on add a pair', ['down']],
		['in a cell of the cloud', []],
		['in a cell of the site', ['tab']],
	] satisfies [string, string[]][];
	describe.each(places)('pasted %s as the terminal sends it', (_, keys) => {
		test.each([
			['cells with tabs', '10.8.4.0/24\t172.16.1.0/24\r10.9.0.0/20\t172.16.3.0/24\r', sheet],
			['CSV', 'Cloud,Site\n10.8.4.0/24,172.16.1.0/24\n10.9.0.0/20,172.16.3.0/24', sheet],
			['a third cell', '10.8.4.0/24,172.16.1.0/24,172.16.9.0/24\n10.9.0.0/20,172.16.3.0/24', severalSites],
			['a name beside', '10.8.4.0/24\t172.16.1.0/24\tBerlin\n10.9.0.0/20\t172.16.3.0/24\tMunich 2', sheet],
			['a name before', 'Berlin,10.8.4.0/24,172.16.1.0/24\nMunich,10.9.0.0/20,172.16.3.0/24', sheet],
			['comments', '# sites\n10.8.4.0/24,172.16.1.0/24 # Berlin\n// next\n10.9.0.0/20,172.16.3.0/24', sheet],
			[
				'a table',
				'| Cloud | Site |\n|---|---|\n| 10.8.4.0/24 | 172.16.1.0/24 |\n| 10.9.0.0/20 | 172.16.3.0/24 |',
				sheet,
			],
			['full width', '10.8.4.0/24，172.16.1.0/24、172.16.9.0/24', severalSites.slice(0, 1)],
			[
				'netmasks',
				'10.8.4.0 255.255.255.0 172.16.1.0 255.255.255.0\n10.9.0.0,255.255.240.0,172.16.3.0,255.255.255.0',
				sheet,
			],
		])('%s are pairs', (_what, text, pairs) => {
			const driver = atPairs()
				.press(...keys)
				.paste(text);
			expect(pairsOf(driver)).toEqual(pairs);
			expect(driver.state.blocked).toBeUndefined();
			driver.press('ctrl-y');
			expect(pairsOf(driver)).toHaveLength(1);
		});
	});

	test('a single line of ranges is a pair where the cloud has the first alone, and a list in a cell of the site', () => {
		const pair = {cloudSide: '10.0.1.0/24', siteSide: '172.16.1.0/24'};
		expect(pairsOf(atPairs().press('tab').paste('10.0.1.0/24,172.16.1.0/24'))).toEqual([pair]);
		expect(pairsOf(atPairs().press('down').paste('10.8.4.0/24,172.16.1.0/24'))).toEqual(sheet.slice(0, 1));
		const sites = atPairs().press('tab').paste('# of Berlin\n172.16.1.0/24, 172.16.9.0/24');
		expect(pairsOf(sites)).toEqual([{cloudSide: '10.0.0.0/16', siteSide: '172.16.1.0/24, 172.16.9.0/24'}]);
		const clouds = atPairs().press('down').paste('10.0.1.0/24, 10.0.2.0/24');
		expect(pairsOf(clouds).map(({cloudSide}) => cloudSide)).toEqual(['10.0.1.0/24', '10.0.2.0/24']);
	});

	test('says that words beside the ranges were left out, and keeps a line that can’t be read as it is', () => {
		const driver = atPairs().paste('10.8.4.0/24\t172.16.1.0/24\tBerlin\n10.9.0.0/2x\t172.16.3.0/24\tMunich');
		expect(pairsOf(driver)).toEqual([sheet[0], {cloudSide: '10.9.0.0/2x', siteSide: '172.16.3.0/24, Munich'}]);
		expect(driver.state.notice?.text).toContain('1 pair added, 1 line to mend, words beside them left out');
		expect(driver.state.blocked).toMatchObject({field: '1.cloudSide', message: expect.stringContaining('10.9.0.0/2x')});
	});

	test('takes what an input method types for what it means', () => {
		const driver = atPairs().press('ctrl-u', '１０。1．0.0／16', 'tab', 'ctrl-u', '172.20.0.0/16，172.21.0.0/16');
		expect(pairsOf(driver)).toEqual([{cloudSide: '10.1.0.0/16', siteSide: '172.20.0.0/16,172.21.0.0/16'}]);
	});

	test('a list pasted at the site side joins the cell’s ranges, at the cloud side it becomes rows', () => {
		const driver = atPairs().press('tab', 'end').send({type: 'paste', text: '172.22.0.0/16\n172.23.0.0/16'});
		expect(pairsOf(driver)[0]?.siteSide).toBe('192.168.100.0/24, 172.22.0.0/16, 172.23.0.0/16');
		driver.press('shift-tab', 'home').send({type: 'paste', text: '10.3.0.0/16\n10.4.0.0/16'});
		expect(pairsOf(driver).map(({cloudSide}) => cloudSide)).toEqual(['10.0.0.0/16', '10.3.0.0/16', '10.4.0.0/16']);
		expect(mappingCount(pairsOf(driver))).toBe(9);
	});

	test('Enter stays at the range that is wrong; Esc leaves and keeps it', () => {
		const driver = atPairs().press('tab', 'ctrl-u', '172.16.0.0/99', 'enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked?.message).toContain('172.16.0.0/99');
		driver.press('escape', 'enter');
		expect(pairsOf(driver)[0]?.siteSide).toBe('172.16.0.0/99');
	});

	test('drafts the pairs as typed, without empty rows, so that findings name the right range', () => {
		const driver = atPairs().press('ctrl-n', 'down', 'up', 'ctrl-n', '10.1.2.3/16', 'tab', '172.31.0.0/16');
		const draft = toDraft(driver.state.answers);
		expect(draft?.ranges).toEqual([
			{cloudSide: '10.0.0.0/16', siteSide: ['192.168.100.0/24']},
			{cloudSide: '10.1.2.3/16', siteSide: ['172.31.0.0/16']},
		]);
	});

	test('names the pair that another overlaps by its ranges: rows that are empty would make a number a wrong one', async () => {
		const driver = (await checked()).press('enter', 'down', 'enter').enterUntil('pairs');
		driver.press('ctrl-n', 'ctrl-n', '10.1.0.0/16', 'tab', '172.31.0.0/16');
		driver.press('ctrl-n', '10.1.0.0/16', 'tab', '172.31.4.0/24');
		const rows = pairsOf(driver).map(({cloudSide, siteSide}) => `${cloudSide} ${siteSide}`.trim());
		const told = placedFindings(driver.state).flatMap(({finding: {rule, message}, field}) =>
			rule === 'range.mapping-overlap' ? [`${rows[Number.parseInt(field ?? '', 10)]}: ${message}`] : [],
		);
		expect(rows).toContain('');
		expect(told).toEqual([
			'10.1.0.0/16 172.31.0.0/16: 172.31.0.0/16 with 10.1.0.0/16 overlaps 172.31.4.0/24 with 10.1.0.0/16',
			'10.1.0.0/16 172.31.4.0/24: 172.31.4.0/24 with 10.1.0.0/16 overlaps 172.31.0.0/16 with 10.1.0.0/16',
		]);
	});

	test('asks for at least one pair', () => {
		expect(pairProblem([])?.message).toContain('at least one pair');
		expect(pairProblem([{cloudSide: ' ', siteSide: ''}])?.message).toContain('at least one pair');
	});
});
