import { perlWords } from './nginx-perl.ts'
import type { Directive } from './nginx-syntax.ts'

/**
 * What the words of a directive may be. Nothing else is taken, so that no configuration reads, writes or
 * calls what is not the instance's.
 */
type Rule =
  /** No variables, and no path that climbs. */
  | 'plain'
  /** What a client or a log is told, or a pattern: anything. */
  | 'text'
  /** First a file or a folder, without variables; the rest is plain. */
  | 'path'
  /** Like `path`, or no file. */
  | 'log'
  /** Plain, but `$uri` may stand at the start: nginx has normalised it. */
  | 'uri'
  /** An address of the address book. */
  | 'upstream'
  /** Nothing but what the origin's own template says (`nginx-perl.ts`). */
  | 'perl'

const named: Record<Rule, string> = {
  plain: `
    events worker_connections multi_accept use accept_mutex
    http server limit_except upstream keepalive listen
    server_tokens server_names_hash_bucket_size server_names_hash_max_size
    default_type types_hash_bucket_size types_hash_max_size charset charset_types override_charset
    sendfile sendfile_max_chunk tcp_nopush tcp_nodelay aio directio output_buffers
    keepalive_timeout keepalive_requests keepalive_disable send_timeout reset_timedout_connection
    client_max_body_size client_body_buffer_size client_body_timeout client_header_buffer_size
    client_header_timeout large_client_header_buffers lingering_close lingering_time lingering_timeout
    open_file_cache open_file_cache_valid open_file_cache_min_uses open_file_cache_errors
    gzip gzip_types gzip_comp_level gzip_min_length gzip_vary gzip_proxied gzip_static gunzip
    etag if_modified_since expires autoindex autoindex_exact_size autoindex_format autoindex_localtime
    allow deny satisfy internal auth_basic stub_status log_not_found merge_slashes
    limit_rate limit_rate_after error_page recursive_error_pages index absolute_redirect port_in_redirect
    server_name_in_redirect http2 ssl_protocols ssl_ciphers ssl_prefer_server_ciphers ssl_session_cache
    ssl_session_timeout ssl_session_tickets
    proxy_http_version proxy_connect_timeout proxy_read_timeout proxy_send_timeout proxy_buffering
    proxy_buffers proxy_buffer_size proxy_busy_buffers_size proxy_request_buffering proxy_hide_header
    proxy_pass_header proxy_next_upstream proxy_intercept_errors proxy_cache proxy_cache_valid
    proxy_cache_lock proxy_cache_methods proxy_cache_min_uses proxy_cache_use_stale`,
  text: 'types location server_name log_format add_header return proxy_set_header proxy_cache_key',
  path: 'root alias ssl_certificate ssl_certificate_key auth_basic_user_file proxy_cache_path',
  log: 'access_log error_log',
  uri: 'try_files',
  upstream: 'proxy_pass',
  perl: [...perlWords.keys()].join(' '),
}

const rules = new Map(
  Object.entries(named).flatMap(([rule, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule as Rule] as const),
  ),
)

/**
 * Refuses what could leave the instance's folder or this machine.
 * @param directives with all that they include, and without those that the account sets itself
 * @throws Error naming the directive
 */
export function checkDirectives(directives: readonly Directive[]): void {
  for (const { words, block } of directives) {
    const [name = '', ...values] = words
    const rule = rules.get(name)
    if (rule === undefined) throw new Error(`the practice account does not take the directive "${name}"`)
    const wrong = values.find((value, at) => !allows[rule](value, at, name))
    if (wrong !== undefined) throw new Error(`the practice account does not take "${name} ${wrong}"`)
    if (name === 'location' && block) checkAlias(words, block)
    // The words in `types` are media types and endings.
    if (block && name !== 'types') checkDirectives(block)
  }
}

/** By rule: whether a directive may have this word at this place; the first after its name is at 0. */
const allows: Record<Rule, (value: string, at: number, name: string) => boolean> = {
  text: () => true,
  // A path that climbs is brought below the folder when it is placed.
  path: (value, at) => (at === 0 ? !value.includes('$') : isPlain(value)),
  log: (value, at) => at > 0 || (!value.includes('$') && !/^(syslog|memory):/.test(value)),
  uri: (value) => isPlain(value.replace(/^\$uri(?![\w{])/, '')),
  plain: isPlain,
  upstream: isPlain,
  perl: (value, at, name) => at === 0 && value === perlWords.get(name),
}

function isPlain(value: string): boolean {
  return !value.includes('$') && !value.split(/[/\\]/).includes('..')
}

/**
 * With `location /a { alias /b/; }` nginx answers `/a../c` with `/c`: what follows the location is not
 * normalised on its own.
 */
function checkAlias([, ...name]: readonly string[], block: readonly Directive[]): void {
  const prefix = name.at(-1) ?? ''
  if (prefix.endsWith('/') || !(name.length === 1 || name[0] === '^~')) return
  const alias = block.find(({ words }) => words[0] === 'alias')?.words[1]
  if (alias?.endsWith('/') === true)
    throw new Error(`the practice account does not take "alias ${alias}" in "location ${prefix}"`)
}
