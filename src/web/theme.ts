import type { ThemeConfig } from 'antd'

/** One accent: azurite, the mineral the blue-green of old landscape scrolls is ground from. */
export const accent = '#1f6483'

export const inkFont =
  '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: accent,
    colorInfo: accent,
    colorLink: accent,
    // Under the mouse darker, not paler: it is read there.
    colorLinkHover: '#174f68',
    colorPrimaryHover: '#174f68',
    colorSuccess: '#1f7a4d',
    colorWarning: '#8f5a00',
    colorError: '#b3261e',
    colorSuccessBg: '#e5f3ec',
    colorSuccessBorder: '#a9d4bd',
    colorWarningBg: '#fbf0dc',
    colorWarningBorder: '#e3c58e',
    colorErrorBg: '#fbe9e7',
    colorErrorBorder: '#e6b3ae',
    colorInfoBg: '#e6f0f4',
    colorInfoBorder: '#a9c8d5',
    colorPrimaryBg: '#e6f0f4',
    colorPrimaryBgHover: '#d5e6ed',
    controlItemBgActive: '#e6f0f4',
    controlItemBgActiveHover: '#d5e6ed',
    colorTextBase: '#1c2730',
    colorTextSecondary: '#4d5b66',
    colorTextTertiary: '#5f6d78',
    colorTextPlaceholder: '#6b7883',
    colorBgLayout: '#f3f5f5',
    colorBorder: '#cbd3d8',
    colorBorderSecondary: '#e3e8ea',
    borderRadius: 6,
    fontFamily: inkFont,
    fontSize: 14,
    lineHeight: 1.65,
    // What opens is there at once, also where the map keeps a weak machine busy.
    motion: false,
  },
  components: {
    Layout: { siderBg: '#12303f', headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 24px' },
    Menu: {
      darkItemBg: '#12303f',
      darkItemSelectedBg: '#1f6483',
      darkItemColor: '#c5d5dc',
      darkItemHoverBg: '#1a4256',
      itemHeight: 42,
      itemMarginInline: 8,
    },
    Table: { headerBg: '#f3f6f7', headerColor: '#3d4a54', cellPaddingBlock: 10 },
    Tabs: { horizontalItemGutter: 20 },
    Card: { headerFontSize: 15 },
  },
}
