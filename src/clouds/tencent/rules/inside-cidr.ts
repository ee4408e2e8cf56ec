/** Where the insides of Tencent Cloud's tunnels lie. Source: CreateVpnConnection, HealthCheckLocalIp; for BGP only reported by users. */
export const tencentInsideRange = '169.254.128.0/17';
