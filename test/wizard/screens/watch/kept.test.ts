import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {chosen} from '../../../../src/wizard/screens/watch/chosen.ts';
import {fleetList} from '../../../../src/wizard/screens/watch/model.ts';
import {keptText, keptView, usualView} from '../../../../src/wizard/screens/watch/view.ts';
import {connectionOf} from '../../../watch/fake-fleet.ts';
import type {Driver} from '../../driver.ts';
import {watching} from './watching.ts';

const kept = ({effects}: Driver) => {
	const effect = effects.findLast(({type}) => type === 'keep-view');
	return effect?.type === 'keep-view' ? keptView(effect.text) : undefined;
};

describe('what is kept for the next start', () => {
	test('order, sections, filter and choice come back as they were', () => {
		const view = {sort: 'flaps', isReversed: true, grouping: 'tag:site', onlyProblems: true} as const;
		const choice = {
			clouds: ['aws'],
			profiles: {aws: ['network', 'lab']},
			regions: 'all',
			tags: [{key: 'site', value: 'berlin'}, {key: 'team'}],
		} as const;
		expect(keptView(keptText({view, filter: 'berlin', choice}))).toEqual({view, filter: 'berlin', choice});
	});

	test('whatever stands in the file, a view comes of it', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.jsonValue().map(value => JSON.stringify(value)),
				),
				text => {
					const {view, filter, choice} = keptView(text);
					expect(Object.keys(view).sort()).toEqual(Object.keys(usualView).sort());
					expect(typeof filter).toBe('string');
					expect(keptView(keptText({view, filter, choice}))).toEqual({view, filter, choice});
				},
			),
		);
	});

	test.each([
		'{"sort": "colour", "grouping": 7, "filter": ["x"], "choice": "all"}',
		'{"choice": {"profiles": {"aws": 3}, "regions": [], "tags": [{"value": "x"}, "y"], "ids": [""]}}',
		'{"__proto__": {"sort": "name"}}',
		'',
	])('what is no view is left out: %s', text => {
		expect(keptView(text)).toEqual({view: usualView, filter: '', choice: {}});
	});

	test('order, sections and filter are kept as they are picked; the marks are not', () => {
		const driver = watching([connectionOf({id: 'vpn-1'})]).press('s', 'g', '!', 'tab');
		expect(kept(driver)?.view).toEqual({sort: 'name', isReversed: false, grouping: 'cloud', onlyProblems: true});
		expect(kept(driver.press('/', 'vpn', 'enter'))?.filter).toBe('vpn');
		expect(JSON.stringify(kept(driver))).not.toContain('mark');
	});

	test('watch without options watches what was chosen the last time, and says so', () => {
		const choice = {profiles: {aws: ['network']}, regions: 'all'} as const;
		const driver = watching([]);
		driver.state = chosen.put(driver.state, undefined); // what was kept is not read yet
		driver.send({type: 'view-kept', text: keptText({view: usualView, filter: '', choice})});
		expect(driver.effects.findLast(({type}) => type === 'watch-fleet')).toMatchObject({choice});
		expect(driver.state.notice?.text).toContain('chosen the last time');
	});

	test('what the command names is watched, whatever was chosen the last time', () => {
		const watch = {regions: ['eu-west-1']};
		const choice = {regions: 'all'} as const;
		const driver = watching([], {watch});
		driver.state = chosen.put(driver.state, undefined);
		driver.send({type: 'view-kept', text: keptText({view: usualView, filter: '', choice})});
		expect(driver.effects.filter(({type}) => type === 'watch-fleet')).toMatchObject([{choice: watch}]);
	});

	test('what was kept does not take the place of what the user has done meanwhile', () => {
		const text = keptText({view: {...usualView, sort: 'region'}, filter: '', choice: {}});
		const early = watching([]).send({type: 'view-kept', text});
		expect(fleetList.of(early.state)?.view.sort).toBe('region');
		const late = watching([]).press('s').send({type: 'view-kept', text});
		expect(fleetList.of(late.state)?.view.sort).toBe('name');
	});
});
