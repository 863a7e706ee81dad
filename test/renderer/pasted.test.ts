import { describe, expect, it } from 'vitest';
import { readPasted } from '../../renderer/drops/pasted.ts';

describe('a pasted text', () => {
  it.each<[string, readonly string[]]>([
    ['/srv/iso/debian-12.iso', ['image /srv/iso/debian-12.iso']],
    ['  "/srv/my isos/a.iso"  ', ['image /srv/my isos/a.iso']],
    ["'/srv/a b.img'", ['image /srv/a b.img']],
    ['/srv/Sierra.nbi/', ['image /srv/Sierra.nbi/']],
    ['/srv/image-without-ending', ['image /srv/image-without-ending']],
    ['C:\\isos\\win.iso', ['image C:\\isos\\win.iso']],
    ['d:/isos/win.iso', ['image d:/isos/win.iso']],
    ['\\\\nas\\isos\\win.iso', ['image \\\\nas\\isos\\win.iso']],
    ['file:///srv/my%20isos/a.iso', ['image /srv/my isos/a.iso']],
    ['file:///C:/isos/a.iso', ['image C:\\isos\\a.iso']],
    ['file://localhost/srv/a.iso', ['image /srv/a.iso']],
    ['file://nas/srv/a.iso', ['nothing other-host']],
    ['file:///srv/%zz.iso', ['nothing other-host']],
    ['http://10.0.0.1/boot.php?x=1', ['chain http://10.0.0.1/boot.php?x=1']],
    ['https://vcenter:6501/vmw/rbd/tramp', ['chain https://vcenter:6501/vmw/rbd/tramp']],
    ['tftp://10.0.0.1/a.ipxe', ['chain tftp://10.0.0.1/a.ipxe']],
    ['ftp://10.0.0.1/a.iso', ['nothing scheme']],
    ['/etc/lab.ks', ['answer /etc/lab.ks']],
    ['/etc/user-data', ['answer /etc/user-data']],
    ['/etc/lab.yaml', ['answer /etc/lab.yaml']],
    ['/usr/lib/ipxe/snponly.efi', ['firmware /usr/lib/ipxe/snponly.efi']],
    ['/home/me/photo.jpg', ['nothing picture']],
    ['/home/me/esx.ova', ['nothing appliance']],
    ['/home/me/rack.csv', ['nothing by-drop']],
    ['/home/me/boot.pcapng', ['nothing by-drop']],
    ['isos/debian.iso', ['nothing relative']],
    ['~/debian.iso', ['nothing relative']],
    ['hello', ['nothing text']],
    ['', []],
    ['# a list\r\n/srv/a.iso\r\n\r\n/srv/a.iso\nhttp://x/y\n', ['image /srv/a.iso', 'chain http://x/y']],
  ])('%j', (text, expected) => {
    const found = readPasted(text).map((item) =>
      item.as === 'nothing' ? `nothing ${item.why}` : `${item.as} ${item.path}`,
    );
    expect(found).toEqual(expected);
  });

  it('of a thousand lines is read no further than a person would', () => {
    expect(readPasted(Array.from({ length: 1000 }, (_, line) => `/srv/${line}.iso`).join('\n'))).toHaveLength(
      100,
    );
  });
});
