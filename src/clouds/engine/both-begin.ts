/**
 * For people, where the cloud is set to begin: what the files for the device do then. They leave it to the cloud only where it can reach the device and
 * begins anew by itself: `deviceBegins` of the hand-over decides it, and the page of steps says the same.
 * @param who the cloud, at the start of a sentence
 * @param restarts whether its dead peer detection begins the tunnel anew
 */
export function bothBegin(who: string, restarts: boolean): string {
	return `${who} begins, and the files for the device have it begin too${restarts ? ', unless they are for strongSwan and made for a device that is not behind NAT' : ''}`;
}
