/** What a code of Tencent Cloud means to the user, as data. `code` matches exactly, or as the part before a dot when `family` is set. */
export interface KnownError {
	readonly code: string;
	readonly family?: boolean;
	readonly says: string;
	readonly mend: string;
	/** Document path that it belongs to, where one does. */
	readonly field?: string;
	readonly kind?: 'credentials';
	readonly source: string;
}
