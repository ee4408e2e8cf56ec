/** A device that tunnelwright itself writes for. */
export type OwnDevice = 'strongswan' | 'libreswan';
