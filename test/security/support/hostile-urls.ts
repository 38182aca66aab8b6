/** Sixty spellings of addresses inside; `port` is where the trap listens. */
export const hostileUrls = (port: number): readonly string[] => {
  const at = `:${port}`;
  return [
    `http://127.0.0.1${at}/`, `http://127.1${at}/`, `http://127.0.1${at}/`, `http://2130706433${at}/`, `http://0x7f000001${at}/`, `http://0x7f.0.0.1${at}/`, `http://0177.0.0.1${at}/`, `http://017700000001${at}/`, `http://127.000.000.001${at}/`, `http://0${at}/`, `http://0.0.0.0${at}/`,
    `http://localhost${at}/`, `http://LOCALHOST${at}/`, `http://localhost.${at}/`, `http://127.0.0.1.${at}/`, `http://１２７.０.０.１${at}/`, `http://127。0。0。1${at}/`, `http://ⓛocalhost${at}/`, `http://①②⑦.⓪.⓪.①${at}/`,
    `http://[::1]${at}/`, `http://[::]${at}/`, `http://[0:0:0:0:0:0:0:1]${at}/`, `http://[::ffff:127.0.0.1]${at}/`, `http://[::ffff:7f00:1]${at}/`, `http://[::127.0.0.1]${at}/`, `http://[64:ff9b::7f00:1]${at}/`, `http://[64:ff9b::127.0.0.1]${at}/`, `http://[2002:7f00:1::]${at}/`, `http://[2001:0:7f00:1::]${at}/`,
    `http://[fe80::1]${at}/`, `http://[fc00::1]${at}/`, `http://[fd00:ec2::254]${at}/`, `http://[ff02::1]${at}/`, `http://[2001:db8::1]${at}/`, `http://[3fff::1]${at}/`, `http://[100::1]${at}/`,
    `http://10.0.0.1${at}/`, `http://172.16.0.1${at}/`, `http://192.168.0.1${at}/`, `http://100.64.0.1${at}/`, 'http://169.254.169.254/latest/meta-data/', 'http://169.254.170.2/', 'http://168.63.129.16/', 'http://192.0.0.192/', `http://198.18.0.1${at}/`, `http://224.0.0.1${at}/`, `http://255.255.255.255${at}/`, `http://240.0.0.1${at}/`,
    `http://user:pass@127.0.0.1${at}/`, `http://example.jp@127.0.0.1${at}/`, `http://127.0.0.1${at}#@example.jp/`, `http://example.jp\\@127.0.0.1${at}/`, `http:///127.0.0.1${at}/`, `http:127.0.0.1${at}/`, `https://127.0.0.1${at}/`, ` http://127.0.0.1${at}/`, `http://127.0.0.1\t${at}/`,
    'file:///etc/passwd', 'gopher://127.0.0.1:6379/_INFO', 'ftp://127.0.0.1/', 'data:text/html,x', `ws://127.0.0.1${at}/`, 'http://127.0.0.1:6379/', 'http://127.0.0.1:22/', 'unix:/var/run/docker.sock', '',
    // Names whose resolver answers with inside addresses, alone or hidden among public ones.
    `http://inside.test${at}/`, `http://mixed.test${at}/`, `http://mapped.test${at}/`, `http://metadata.test${at}/`, `http://empty.test${at}/`, `http://broken.test${at}/`,
  ];
};
