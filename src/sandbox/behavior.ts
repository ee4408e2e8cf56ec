import {type Ec2Behavior, ec2Words} from './ec2/behavior.ts';
import {type TencentBehavior, tencentWords} from './tencent/behavior.ts';

/** How the clouds and the device at the site behave. What both clouds have of it, as the device, is said to both. */
export type Behavior = Ec2Behavior & TencentBehavior;

const words: {readonly [K in keyof Behavior]: readonly Behavior[K][]} = {...ec2Words, ...tencentWords};

/** Reads one as it is written, `device` and `silent`. @throws Error that says what can be written */
export function readBehavior(name: string, value: string): Partial<Behavior> {
	if (!Object.hasOwn(words, name)) throw new Error(`unknown "${name}": write one of ${Object.keys(words).join(', ')}`);
	// It was just found there.
	const known: readonly string[] = words[name as keyof Behavior];
	if (known.length > 0 ? !known.includes(value) : !/^[A-Za-z][A-Za-z.]*$/.test(value))
		throw new Error(`"${value}" is not what ${name} can be: write ${known.join(', ') || 'an error code of EC2'}`);
	return {[name]: value};
}
