import {errorTexts} from './error-texts.ts';

/** The language a request asked its messages in, by `X-TC-Language`. */
export type Language = 'en-US' | 'zh-CN';

/** An answer of the API that is an error: travels in `Response.Error` with HTTP 200. */
export class TencentError extends Error {
	override readonly name = 'TencentError';
	readonly code: string;
	readonly detail: string;

	/** `code` as documented; `detail` names the parameter or resource and follows the code's own text. */
	constructor(code: string, detail = '') {
		super(`${code}: ${detail}`);
		this.code = code;
		this.detail = detail;
	}

	/** The message as the API words it: the code's text, then what it is about. */
	textIn(language: Language): string {
		const text = errorTexts[this.code]?.[language === 'zh-CN' ? 1 : 0] ?? '';
		return [text, this.detail].filter(part => part !== '').join(' ');
	}
}

/** A parameter that breaks its format. */
export function malformed(parameter: string, value: unknown, hint = ''): TencentError {
	const shown = typeof value === 'string' ? value : JSON.stringify(value);
	return new TencentError(
		'InvalidParameterValue.Malformed',
		`The value \`${shown}\` of parameter \`${parameter}\` is malformed.${hint === '' ? '' : ` ${hint}`}`,
	);
}

/** Parameters that exclude each other. */
export function coexist(...parameters: readonly string[]): TencentError {
	return new TencentError(
		'InvalidParameter.Coexist',
		`Parameters ${parameters.map(name => `\`${name}\``).join(' and ')} conflict.`,
	);
}

/** A resource id that names nothing in this region. */
export function notFound(id: string): TencentError {
	return new TencentError('ResourceNotFound', `The resource \`${id}\` does not exist in this region.`);
}
