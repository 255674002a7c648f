// What versions of ours wrote into the stack folder: the MD5 of each file, components at ../.., the oldest
// first; a test writes it. Knows nothing else.

/** File name → the sums of all that was ever written under it. */
export const written: Readonly<Record<string, string>> = {
  'buildout.cfg': `
    5a37bac1edb01c117ab5219510ec9d2b e21089b5f195f140a4628c93b6bcb2c3
    20d090cec6d8e7b7d7da692718e32c7b 0306a88cd83e049b1f852cfaf48cae99
    2ae4a64944d4de6914465ab739f162c9 6952f00188e4992426f700202959ffbe
  `,
  'buildout.hash.cfg': `
    d1008c9df7661a1c19909e8d52e8feb4 7093af522a1994a0309c2dbf7af14627
    6e3f2bdb72b07e9bb77e3b87539ae382 c2877773fed128cc168fba9362c4ed26
    685c430e79bfedeeab1a43272b663d39 e14042395781303037204529a1d90049
    a3e1ea4c0a938e907db38b20308bf49c 50e308b2a0ab0a3f26c962a1ea4df1b8
    71b8111777466b7ee57f2ab4197e1770 1988a176575bb53f6c8344ad567e35a6
    dc6fd1d44bfac8053cce623d40848706 d5ea8fa34661a89e3c31e7ebe925be3a
    697d94159600b7dabe0cdceccd780907 52aec2b0be8136bcaef5489d8398b653
    30a38134daeb340012a1830c55be090f ad913103bcae7fedd6ad454adddc645a
  `,
  'check-resilient-feed.py.jinja2': `
    b9e747c5688c766c7c0c1adc539ae3ca
  `,
  'dump.py': `
    2e53aadc5220c0655f94f351ed056539 18b7e15dbf475d817cbe8df2665516ee
  `,
  'instance-frozen.cfg.in': `
    1cfc01809ea5450ff852ba3e7c747ecf fe82edcb3bd80454b01ad52d937e49e6
  `,
  'instance-pull-backup.cfg.in': `
    d8f6c308b22c8acbf8e84678ea7a1d35 1fa506acf06dbb8c7eba84b044e5ac33
    37f4ac56ae1516e92c053a27fb8f7d19 a6b57db7d06c19aa603f71165e90b04e
    c9cf5ef6bf4621d2e0f7595787c042f0 620fc4057c07c8eb35a3891451067159
    25cc436977d9ff485bf318e2487bfbbf
  `,
  'load.py': `
    44ba7c91d6da777173856dc2caf3454f c4db2bace346841cd3dc02ac4e2767b0
    dcc2234eeb84db80fd9cb23773309460 44d7819589bb2ea2f0dcecea730290e8
    041b665b1877f2da7e837cc395424634 4b4c2cc44512c85df5a906425de0a424
    4f481d0e1ccbbf75f093d24480386613
  `,
  'loads.py': `
    7679d72ae3899ef8a19c85339fe52e76 604107e1ce5e66c816546d699122c62e
    6826a7727c85fc36758b56b39b5ac0e3
  `,
  'once.py': `
    d92fea2b4dcbd7467912a6aa3b0d1ff8 15a049a25ce88cc2cd16ed353cd1cac3
    08ed61a35b3ee6f11e04a6c99f18de6a 07ff4a4f7eee0f4f38a06c548b46ff1b
    129525a1248f51c765e01a44882110c7
  `,
  'parts.cfg.jinja2': `
    4c41b642182209ebd26291e071875a7b 97921b8afd11293ecf568da612881449
  `,
  'pbsready-export.cfg.in': `
    151f56a0b976a5fbe2183c1f723ffdec e8231533b9dbffdb39020fa5b22e784a
    71918fff5f4df57d69ada55e779ebf1d 7626b1357ce32ddd04f8d73825655cb1
    8f6d82cd8a2d51be6c255861773115d3 d519144864f344d758b4b45866f905fd
    b288d9f3245851ee0a459bc2d6f93760
  `,
  'pbsready-import.cfg.in': `
    345fed226699a98da611f1f23cbe6a13 1ac34528b3bced5145f0203de91ce418
    50d8e8fdf1745f718a37cf145e7b0b08 fadeb10c4682b301a2acf8ea659ce257
    c93295acbeeb7dba52d83f67b46706ff 2f1decd0891a3743154b18676d94b72d
    ecf170bb45dd9ac12217a6220f58ea28
  `,
  'pbsready.cfg.in': `
    1ffceaf2c949eea9af20932184f137fa d3119f8b2bbc66a68bb688d9ea81dd1b
    e38c7bd03c1dbc4a4e2445def63d6d79 2a6affd0dfd3bbb853e495aee4da5f22
    4a12fa10321e2229f926a24535c3bc7d 8e8e6afb10cfcf0a0ce74586ef67e0a0
  `,
  'replicated.cfg.jinja2': `
    22c346113352d6c63f6c2f75617834db f642f7f50f93107276be2d930198552a
    e8e2b67c2225875d58ad5cf7592b1bb4
  `,
  'signature.py': `
    0c96e919cc38be1b3cac3d73e40c26c4 c02ff7fa7262b281a0c21c7799393197
    e37c083e89f22c31bd5b19e451c05df3 911610c9e16058a0058caf0a111bbfe8
  `,
  'smaller-dump.py': `
    995792d628dec6b5b22c6c18ebe957b3 9babb218a76f6316da4677b0489aa1d1
    58d242ed9aba142543e89fd7af5a7def
  `,
  'takeover-page.py': `
    674acbf81ef74c59668544058d600371 2ddb805962be59d5d6bd2bc59670e675
    4574959bf557a0d079e0b25dd7310390 192fe1755150c7a53f5833a8eab748d4
  `,
  'takeover.py': `
    347c768c8f9287df78817602ceba7eb7 de521ea75f1e7a918cdc00ff096fcd14
  `,
  'template-resilient-templates.cfg.in': `
    395b951f7d9f2a00d50542aab6dd95c4
  `,
}
