/** HTTP status of the codes that do not answer 400. Source: EC2 API Reference, "Error codes". */
const statuses: Readonly<Record<string, number>> = {
	AuthFailure: 401,
	UnauthorizedOperation: 403,
	OptInRequired: 403,
	InvalidClientTokenId: 403,
	SignatureDoesNotMatch: 403,
	MissingAuthenticationToken: 403,
	DryRunOperation: 412,
	InternalError: 500,
	RequestLimitExceeded: 503,
	Unavailable: 503,
	InternalServiceError: 500,
	ServiceUnavailableException: 503,
	AccessDenied: 403,
};

/** A refusal as EC2 words it: its code, its message and the HTTP status that goes with the code. */
export class ApiError extends Error {
	readonly status: number;

	constructor(
		readonly code: string,
		message: string,
	) {
		super(message);
		// a code may be anybody's: a fault of the sandbox gives any
		this.status = (Object.hasOwn(statuses, code) ? statuses[code] : undefined) ?? 400;
	}
}

/** A value that EC2 does not take, in EC2's usual wording. */
export function invalidValue(value: string | number, parameter: string, why = ''): ApiError {
	return new ApiError(
		'InvalidParameterValue',
		`Value (${value}) for parameter ${parameter} is invalid.${why === '' ? '' : ` ${why}`}`,
	);
}

/** Parameters that exclude or need each other. */
export function invalidCombination(message: string): ApiError {
	return new ApiError('InvalidParameterCombination', message);
}

/** A resource that is not there; the code is made of the noun. */
export function notFound(noun: string, id: string): ApiError {
	return new ApiError(
		`Invalid${noun.replace(/^./, first => first.toUpperCase())}ID.NotFound`,
		`The ${noun} ID '${id}' does not exist`,
	);
}

/** The same in the words of transit gateways and what belongs to them. */
export function transitNotFound(noun: string, code: string, id: string): ApiError {
	return new ApiError(`Invalid${code}ID.NotFound`, `Transit Gateway${noun} ${id} was deleted or does not exist.`);
}
