import {afterAll, afterEach, beforeAll, beforeEach} from 'vitest';
import {startAws} from './documents.ts';

type World = Awaited<ReturnType<typeof startAws>>;

/**
 * A fresh AWS for each test of a file, or one for all of them; it ends with what it was for. Its clock is so fast that nothing is waited for.
 * @param take what a test uses of it
 */
export function withFreshAws(take: (world: World) => void, {shared = false} = {}): void {
	let world: World | undefined;
	const open = async () => {
		world = await startAws({speed: 1_000_000});
		take(world);
	};
	const close = async () => {
		world?.cloud.close();
		await world?.sandbox.close();
		world = undefined;
	};
	(shared ? beforeAll : beforeEach)(open);
	(shared ? afterAll : afterEach)(close);
}
