/** Who makes the interfaces: our script (strongSwan), or the daemon itself (Libreswan). */
export type InterfaceMaker = 'script' | 'daemon';
