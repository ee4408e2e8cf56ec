/** What can be told of whatever an SDK threw. */
export interface ErrorFacts {
	readonly name: string;
	readonly message: string;
	/** Node's error code: ECONNRESET and the like. */
	readonly code: string;
	readonly status?: number;
	readonly requestId?: string;
	/** Where a redirect leads to; '' without one. */
	readonly location: string;
	/** A reply with an error code, as AWS words it. */
	readonly isService: boolean;
}

/** Looks at an error without trusting its members: the SDK copies some of them from the reply. */
export function factsOf(error: unknown): ErrorFacts {
	if (!(error instanceof Error)) return {name: '', message: String(error), code: '', location: '', isService: false};
	const metadata = '$metadata' in error && typeof error.$metadata === 'object' ? error.$metadata : undefined;
	const status =
		metadata && 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
			? metadata.httpStatusCode
			: undefined;
	const requestId =
		metadata && 'requestId' in metadata && typeof metadata.requestId === 'string' ? metadata.requestId : undefined;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	// the SDK takes both from the answer, whatever stands there
	const [name, message] = [textOf(error.name), textOf(error.message)];
	const isService =
		'$fault' in error && name !== '' && !/^(Error|SyntaxError|TypeError|Unknown|UnknownError)$/.test(name);
	return {
		name,
		message,
		code: code || causeCode(error),
		location: locationOf(error),
		isService,
		...(status === undefined ? {} : {status}),
		...(requestId === undefined ? {} : {requestId}),
	};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The SDK keeps the answer, unseen, beside an error that it could not read it for. */
function locationOf(error: Error): string {
	const response: unknown = Reflect.get(error, '$response');
	const headers: unknown = Reflect.get(Object(response), 'headers');
	const location: unknown = Reflect.get(Object(headers), 'location');
	return typeof location === 'string' ? location : '';
}

/** Node's happy-eyeballs connects fail with an AggregateError whose parts carry the code. */
function causeCode(error: Error): string {
	const parts = error instanceof AggregateError ? error.errors : [error.cause];
	for (const part of parts)
		if (part instanceof Error && 'code' in part && typeof part.code === 'string') return part.code;
	return '';
}
