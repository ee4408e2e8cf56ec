/** Code of the error of a tunnel that was not made: the call behind it was never sent. */
export const proxyErrorCode = 'EPROXY';
