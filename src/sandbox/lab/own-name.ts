import {readFileSync} from 'node:fs';

/*
 * What the lab makes outside of the process bears its owner's number and the moment at which that process began. A number alone comes back
 * for another process; with the moment it names one process and no other.
 */

const prefix = 'twlab';

let made = 0;

/** A name that no other lab has: `twlab-PID-MOMENT-COUNT` and a word, if there is one. */
export function ownName(word = ''): string {
	made += 1;
	return [prefix, process.pid, bornAt(process.pid), made, ...(word === '' ? [] : [word])].join('-');
}

/** Whether the name was given by a lab whose process is gone. */
export function isOrphan(name: string): boolean {
	const [, pid, moment] = new RegExp(`^${prefix}-(\\d+)-(\\d+)-\\d+(?:-|$)`).exec(name) ?? [];
	return pid !== undefined && bornAt(Number(pid)) !== moment;
}

/** When a process began, in ticks since the machine's start; '' where there is none. Source: proc(5), /proc/PID/stat, field 22. */
function bornAt(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The second field is the program's name in brackets, which may hold anything.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}
