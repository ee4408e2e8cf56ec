/* What is used of the SDK of CloudWatch Logs: loaded when it is first asked for, and no more of it than this. */
export {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
