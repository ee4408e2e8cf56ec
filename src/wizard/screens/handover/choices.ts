/** The questions of the hand-over that are answered by choosing. */
export type ChoiceField = 'nat' | 'prefer';
export type NatAnswer = 'unknown' | 'yes' | 'no';
export type PreferAnswer = 'equal' | 'first';

export interface ChoiceQuestion<Answer extends string = string> {
	readonly label: string;
	readonly answers: readonly {readonly id: Answer; readonly title: string; readonly means: string}[];
	readonly help: string;
}

const nat: ChoiceQuestion<NatAnswer> = {
	label: 'Behind NAT',
	answers: [
		{id: 'unknown', title: 'not known', means: 'the files work either way, with an MTU that leaves room for it'},
		{id: 'no', title: 'no', means: 'the device itself has the public address'},
		{id: 'yes', title: 'yes', means: 'an address translator stands between it and the internet'},
	],
	help: 'Whether an address translator stands between the device and the internet.',
};

const prefer: ChoiceQuestion<PreferAnswer> = {
	label: 'BGP prefers',
	answers: [
		{
			id: 'equal',
			title: 'neither',
			means: 'the cloud can steer while it updates a tunnel; answers may take the other one',
		},
		{id: 'first', title: 'tunnel 1', means: 'both directions in one tunnel, for a firewall that wants to see both'},
	],
	help: 'Which of the two tunnels BGP prefers at both ends.',
};

export const choiceQuestions = {nat, prefer} as const satisfies Readonly<Record<ChoiceField, ChoiceQuestion>>;
