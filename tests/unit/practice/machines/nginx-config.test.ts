import { describe, expect, test } from 'vitest'
import {
  checkedNginxConfig,
  listenedPorts,
  placeNginxConfig,
} from '../../../../electron/practice/machines/nginx-config.ts'
import { formatNginx, parseNginx } from '../../../../electron/practice/machines/nginx-syntax.ts'

const placement = {
  root: '../root',
  work: '.',
  loopbackPorts: new Map([
    [80, 40_080],
    [8081, 48_081],
  ]),
  lookup: (host: string, port: number) => (host === '10.0.0.9' && port < 9000 ? 40_000 + port : undefined),
  workerUser: undefined,
}

const placed = (text: string) =>
  placeNginxConfig(checkedNginxConfig(parseNginx(text)), placement)
    .split('\n')
    .map((line) => line.trim())

describe('the syntax of nginx', () => {
  test('words, quotes, comments and blocks', () => {
    const text =
      `# first\nhttp { log_format x '{"a":"$b"}' "c;d"; # last\n map # of it\n $a $b { default ` +
      '"x"; } return 200 a\\;b; }'
    expect(parseNginx(text)).toEqual([
      {
        words: ['http'],
        block: [
          { words: ['log_format', 'x', '{"a":"$b"}', 'c;d'] },
          { words: ['map', '$a', '$b'], block: [{ words: ['default', 'x'] }] },
          { words: ['return', '200', 'a\\;b'] },
        ],
      },
    ])
  })

  test('what is written is read again as the same', () => {
    const text =
      `events { } http { set $a "\${b}/c d"; set $b \${c}x; add_header X 'it"s'; server { listen ` +
      '80; location ~ \\.php$ { deny all; } } }'
    const read = parseNginx(text)
    expect(parseNginx(formatNginx(read))).toEqual(read)
    expect(JSON.stringify(read)).toContain(String.raw`"it\"s"`)
  })

  test.each(['http {', 'http }', 'listen 80', ';', '{}'])('%j is refused', (text) => {
    expect(() => parseNginx(text)).toThrow('unexpected')
  })
})

describe('a configuration is brought onto this machine', () => {
  test('every way to listen becomes one listener on loopback', () => {
    const servers =
      'server { listen 0.0.0.0:80 default_server; listen [::]:80 ipv6only=on; } server { listen ' +
      '8081; } server { }'
    expect(listenedPorts(parseNginx(`events {} http { ${servers} }`))).toEqual([80, 8081])
    const lines = placed(`events {} http { ${servers} }`).filter((line) => line.startsWith('listen'))
    expect(lines).toEqual([
      'listen 127.0.0.1:40080 default_server;',
      'listen 127.0.0.1:48081;',
      'listen 127.0.0.1:40080;',
    ])
  })

  test('paths lead below the folder, and what is not given is there too', () => {
    const lines = placed(
      'user nginx; worker_processes auto; pid /run/nginx.pid; events {} http { proxy_temp_path /tmp; ' +
        'server { root /srv; location /a/ { alias pages/; } } }',
    )
    expect(lines).toEqual(
      expect.arrayContaining([
        'daemon off;',
        'worker_processes 1;',
        'pid ./nginx.pid;',
        'error_log ./error.log;',
        'access_log ./access.log;',
        'proxy_temp_path ./proxy_temp_path;',
        'root ../root/usr/share/nginx/html;',
        'root ../root/srv;',
        'alias ../root/usr/share/nginx/pages/;',
      ]),
    )
    expect(lines.join('\n')).not.toMatch(/user|auto;|\/tmp|\/run\/nginx/)
  })

  test('logs that are off stay off, and rules of access let loopback in', () => {
    const lines = placed(
      'events {} http { access_log off; server { location /s { allow 10.0.0.0/16; deny all; } } }',
    )
    expect(lines).toContain('access_log off;')
    expect(lines.indexOf('allow 127.0.0.1;')).toBeLessThan(lines.indexOf('deny all;'))
    expect(lines.indexOf('allow 127.0.0.1;')).toBeGreaterThan(0)
  })
})

describe('a configuration stays in the folder of its instance', () => {
  const inServer = (text: string) => `events {} http { server { ${text} } }`

  test.each([
    ['root /../../../etc', 'root ../root/etc;'],
    ['root ../../../../../etc', 'root ../root/etc;'],
    ['alias /srv/../..', 'alias ../root/;'],
    ['access_log /../../log', 'access_log ../root/log;'],
    ['error_log ../../../../../log', 'error_log ../root/log;'],
    ['auth_basic_user_file ../../../../htpasswd', 'auth_basic_user_file ../root/htpasswd;'],
    ['ssl_certificate /../../../c.pem', 'ssl_certificate ../root/c.pem;'],
  ])('%s is brought below it', (directive, expected) => {
    expect(placed(inServer(`${directive};`))).toContain(expected)
  })

  test('the path of a cache, too', () => {
    const lines = placed('events {} http { proxy_cache_path /../../../cache keys_zone=a:1m; }')
    expect(lines).toContain('proxy_cache_path ../root/cache keys_zone=a:1m;')
  })

  test.each([
    'root /srv/$arg_x',
    'root $document_root',
    'alias $arg_file',
    'access_log /logs/$arg_x.log',
    'access_log syslog:server=203.0.113.9',
    'error_log syslog:server=203.0.113.9',
    'error_log memory:1m',
    'index $arg_x',
    'index ../../../../etc/passwd',
    'try_files /$arg_x =404',
    'try_files $uri/../../x =404',
    'try_files $uri_other =404',
    'error_page 404 /../../../etc/passwd',
    'error_page 404 /$arg_x',
    'location /a { alias /srv/; }',
    'location ^~ /a { alias /srv/; }',
    'rewrite ^ /../x',
    'set $a b',
    'if ($arg_x) { return 404; }',
    'dav_methods PUT',
    'client_body_in_file_only on',
    'proxy_store on',
    'proxy_temp_path_of_mine /x',
    'fastcgi_pass 127.0.0.1:9000',
    'uwsgi_pass unix:/run/x',
    'grpc_pass 10.0.0.9:80',
    'memcached_pass 10.0.0.9:80',
    'mirror /x',
    'resolver 203.0.113.9',
    'ssl_trusted_certificate /x',
    'perl_modules /x',
    'listen unix:/tmp/socket',
    'include /etc/passwd',
  ])('%s is refused', (directive) => {
    const text = directive.endsWith('}') ? directive : `${directive};`
    expect(() => placed(inServer(text))).toThrow('the practice account does not take')
  })

  test.each([
    'stream { }',
    'mail { }',
    'env PATH;',
    'http { upstream a { hash $arg_x; server 10.0.0.9; } }',
    'perl_set $a b;',
  ])('%s is refused outside of a server', (text) => {
    expect(() => placed(`events {} ${text}`)).toThrow('the practice account does not take')
  })

  test('nothing of the machine’s configuration of nginx is kept: users and locks are dropped', () => {
    expect(placed('user root; lock_file /x; events {}').join()).not.toMatch(/\/x|user/)
  })
})

describe('a configuration runs no Perl but that of the origin', () => {
  const module = '/usr/lib64/nginx/modules/ngx_http_perl_module.so'
  const ours =
    `load_module ${module}; events {} http { perl_require /usr/share/sluice/service.pm; ` +
    'server { location ^~ /service/ { perl sluice::handle; } } }'
  const perlModule = '/here/ngx_http_perl_module.so'
  const placedWith = (text: string, change: object = { perlModule }) =>
    placeNginxConfig(checkedNginxConfig(parseNginx(text)), { ...placement, ...change })

  test('which is loaded by this machine’s own module, from the folder of the instance', () => {
    const text = placedWith(ours)
    expect(text).toContain(`load_module ${perlModule};`)
    expect(text).toContain('perl_require ../root/usr/share/sluice/service.pm;')
    expect(text).toContain('perl sluice::handle;')
    expect(text).not.toContain(module)
  })

  test('and none at all where nginx here cannot', () => {
    expect(() => placedWith(ours, {})).toThrow('nginx has no perl module on this machine')
  })

  test.each([
    'load_module /tmp/x.so;',
    'load_module modules/ngx_http_perl_module.so;',
    'load_module /usr/lib64/nginx/modules/ngx_stream_module.so;',
    `load_module ${module} /tmp/x.so;`,
    'http { perl_require /etc/x.pm; }',
    'http { perl_require ../../usr/share/sluice/service.pm; }',
    'http { perl_require /usr/share/sluice/../sluice/service.pm; }',
    'http { perl_modules /usr/share/sluice; }',
    `http { perl_set $a 'sub { system("x") }'; }`,
    `http { server { location / { perl 'sub { system("x"); return 200; }'; } } }`,
    'http { server { location / { perl sluice::handle sluice::handle; } } }',
    'http { server { location / { perl main::handle; } } }',
  ])('%s is refused', (text) => {
    expect(() => placedWith(text)).toThrow('the practice account does not take')
  })
})

describe('a configuration calls addresses of the address book only', () => {
  const location = (text: string) => `events {} http { server { location / { ${text} } } }`

  test('where it says so, with the name of the address', () => {
    expect(placed(location('proxy_pass http://10.0.0.9:8080/a;'))).toEqual(
      expect.arrayContaining([
        'proxy_set_header Host 10.0.0.9:8080;',
        'proxy_pass http://127.0.0.1:48080/a;',
      ]),
    )
    const own = placed(location('proxy_set_header Host a.example; proxy_pass http://10.0.0.9;'))
    expect(own.filter((line) => line.startsWith('proxy_set_header'))).toEqual([
      'proxy_set_header Host a.example;',
    ])
    expect(own).toContain('proxy_pass http://127.0.0.1:40080;')
  })

  const group = (servers: string) =>
    `events {} http { upstream origin { ${servers} keepalive 64; } server { location / { ` +
    'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://origin; } } }'

  test('by a group of servers that keeps connections', () => {
    const lines = placed(group('server 10.0.0.9 max_fails=0;'))
    expect(lines).toEqual(
      expect.arrayContaining([
        'upstream origin {',
        'server 127.0.0.1:40080 max_fails=0;',
        'keepalive 64;',
        'proxy_pass http://origin;',
      ]),
    )
  })

  test.each(['server 203.0.113.9;', 'server unix:/run/docker.sock;', 'server 10.0.0.9:9000;'])(
    'a group with %s is refused',
    (server) => {
      expect(() => placed(group(server))).toThrow('host not found in upstream')
    },
  )

  test.each([
    'http://203.0.113.9',
    'http://10.0.0.9:9000',
    'https://10.0.0.9',
    'http://unix:/run/docker.sock',
    'http://10.0.0.9:80@203.0.113.9',
    'http://localhost:22/',
    '10.0.0.9',
  ])('%s is refused', (url) => {
    expect(() => placed(location(`proxy_pass ${url};`))).toThrow('host not found in upstream')
  })

  test.each(['http://$host', 'http://$arg_x:80/', '$scheme://10.0.0.9', 'http://10.0.0.9/$arg_x'])(
    '%s is refused for its variable',
    (url) => {
      expect(() => placed(location(`proxy_pass ${url};`))).toThrow('the practice account does not take')
    },
  )
})
