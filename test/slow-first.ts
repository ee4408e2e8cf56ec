import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Files that wait for real tunnels, other programs or many broken runs: half a minute and more each. */
const slow =
	/\/test\/(?:lab|torture|interop|soak)\/|\/handover\/formats\/export|\/commands\/(?:live|converge|watch-truth|accounts)\./;

/** A fresh clone knows no durations: a slow file that began last would be waited for by itself. */
export class SlowFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isSlow = ({moduleId}: TestSpecification) => slow.test(moduleId);
		return [...sorted.filter(isSlow), ...sorted.filter(file => !isSlow(file))];
	}
}
