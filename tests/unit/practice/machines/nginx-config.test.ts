import { describe, expect, test } from 'vitest'
import { listenedPorts, placeNginxConfig } from '../../../../electron/practice/machines/nginx-config.ts'
import { formatNginx, parseNginx } from '../../../../electron/practice/machines/nginx-syntax.ts'

const placement = {
  root: '/folder/root',
  work: '/folder/work',
  loopbackPorts: new Map([
    [80, 40_080],
    [8081, 48_081],
  ]),
  workerUser: undefined,
}

const placed = (text: string) =>
  placeNginxConfig(text, placement)
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
    expect(listenedPorts(`events {} http { ${servers} }`)).toEqual([80, 8081])
    const lines = placed(`events {} http { ${servers} }`).filter((line) => line.startsWith('listen'))
    expect(lines).toEqual([
      'listen 127.0.0.1:40080 default_server;',
      'listen 127.0.0.1:48081;',
      'listen 127.0.0.1:40080;',
    ])
  })

  test('paths lead below the folder, and what is not given is there too', () => {
    const lines = placed(
      'user nginx; worker_processes auto; pid /run/nginx.pid; events {} http { include ' +
        '/etc/nginx/mime.types; server { root /srv; } }',
    )
    expect(lines).toEqual(
      expect.arrayContaining([
        'daemon off;',
        'worker_processes 1;',
        'pid /folder/work/nginx.pid;',
        'error_log /folder/work/error.log;',
        'access_log /folder/work/access.log;',
        'proxy_temp_path /folder/work/proxy_temp_path;',
        'include /folder/root/etc/nginx/mime.types;',
        'root /folder/root/srv;',
      ]),
    )
    expect(lines.join('\n')).not.toMatch(/user|auto;|\/run\/nginx/)
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
