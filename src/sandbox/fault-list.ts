import type {AnsweredFault, Fault} from './sandbox.ts';
import type {CallPlace, Service} from './service.ts';
import {spread} from './spread.ts';

interface ArmedFault {
	readonly fault: Fault;
	left: number;
}

/** Which of the faults the cloud itself answers. */
export const isAnswered = (kind: Fault['kind'] | undefined): kind is AnsweredFault =>
	kind === 'throttle' || kind === 'error5xx' || kind === 'denied';

/** The faults that stand in the way of calls, first added first met; each counts down its `times`. */
export class FaultList {
	#armed: ArmedFault[] = [];
	#calls = 0;

	/** Returns what takes it away again. */
	add(fault: Fault): () => void {
		const armed: ArmedFault = {fault, left: fault.times ?? Number.POSITIVE_INFINITY};
		this.#armed.push(armed);
		return () => {
			this.#armed = this.#armed.filter(other => other !== armed);
		};
	}

	clear(): void {
		this.#armed = [];
	}

	/** Whether tunnels go down and come back by themselves. */
	get flaps(): boolean {
		return this.#armed.some(({fault}) => fault.kind === 'flap');
	}

	/** The fault for this call, counted as used; undefined when the call is to go through. */
	take(service: Service['name'], action: string, {region, account}: CallPlace): Fault | undefined {
		this.#calls += 1;
		const armed = this.#armed.find(
			({fault, left}, index) =>
				fault.kind !== 'flap' &&
				left > 0 &&
				(fault.service ?? service) === service &&
				(fault.action ?? action) === action &&
				(fault.region ?? region) === region &&
				(fault.account ?? account) === account &&
				(fault.share === undefined || spread(`${this.#calls} ${index}`) < fault.share),
		);
		if (!armed) return undefined;
		armed.left -= 1;
		if (armed.left <= 0) this.#armed = this.#armed.filter(other => other !== armed);
		return armed.fault;
	}
}
