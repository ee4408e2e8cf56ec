/** Why a number is no ASN; '' is none yet. */
export function asnProblem(value: string): string | undefined {
	return value === '' || (/^\d{1,10}$/.test(value) && Number(value) >= 1 && Number(value) <= 4_294_967_295)
		? undefined
		: `"${value}" is not an ASN: a whole number from 1 to 4294967295`;
}
