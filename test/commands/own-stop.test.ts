import {expect, it} from 'vitest';
import {cloudError} from '../../src/clouds/contract/cloud-error.ts';
import {failureOf} from '../../src/commands/failure.ts';
import {troubleOf} from '../../src/ui/trouble.ts';

/* What tunnelwright stops by itself, before a call: read as a refusal of the cloud it sends people to the wrong desk. */
it.each(['ChangedMeanwhile', 'BusyMeanwhile', 'GoneMeanwhile'])('%s is told as our own stop, and once', code => {
	const what = 'DPD timeout is 50 by now, neither 30 nor 45';
	const says = `Somebody else has changed tunnel 1 meanwhile: ${what}`;
	const error = cloudError('aws', {
		code,
		call: 'ModifyVpnTunnelOptions',
		message: what,
		says,
		mend: 'Make the plan again',
	});
	const {exit, text, json} = failureOf(error);
	expect(exit).toBe(4);
	expect(text).not.toMatch(/AWS|ModifyVpnTunnelOptions|Meanwhile:/);
	expect(text.split(what)).toHaveLength(2);
	expect(text).toContain('Make the plan again');
	expect(json).toMatchObject({code, message: says});
	expect(troubleOf(error)).toEqual({message: says, mend: 'Make the plan again'});
	expect(error.message).toBe(says);
});

it('what a cloud refuses is told as its own', () => {
	const error = cloudError('aws', {
		code: 'IncorrectState',
		call: 'ModifyVpnTunnelOptions',
		says: 'It is being changed',
	});
	expect(failureOf(error).text).toMatch(/^.*AWS: It is being changed\n.*ModifyVpnTunnelOptions: IncorrectState/s);
});
