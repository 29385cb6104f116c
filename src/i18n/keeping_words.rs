//! The texts of keeping and sharing: Settings, change log, links.

use crate::domain::name::Language;

/// The texts in `language`.
#[must_use]
pub fn keeping_words(language: Language) -> &'static KeepingWords {
    match language {
        Language::English => &KeepingWords::ENGLISH,
        Language::SimplifiedChinese => &KeepingWords::SIMPLIFIED,
        Language::TraditionalChinese => &KeepingWords::TRADITIONAL,
    }
}

words! {
    KeepingWords;
    leave_unsaved: "What was changed in the open workbook is not stored, and is lost when another one is opened. Cancel and export it first, or go on without it?",
        "当前工作簿中的更改尚未存储，打开另一个工作簿后将会丢失。请取消并先导出；或者放弃这些更改并继续？",
        "目前工作簿中的更改尚未儲存，開啟另一個工作簿後將會遺失。請取消並先匯出；或者放棄這些更改並繼續？";
    remove: "Delete for good", "彻底删除", "永久刪除";
    remove_named: "Delete {0} for good", "彻底删除 {0}", "永久刪除 {0}";
    remove_sure: "This workbook and its earlier states are deleted for good. Nothing can bring them back but a file that was exported. Go on?",
        "此工作簿及其较早状态将被彻底删除，除已导出的文件外无法恢复。是否继续？",
        "此工作簿及其較早狀態將被永久刪除，除已匯出的檔案外無法還原。是否繼續？";
    not_replaced: "Another tab is writing this workbook, so the file was not taken. Press “Write in this tab”, then open the file again.",
        "另一个标签页正在写入此工作簿，因此未采用该文件。请先点击“改在本标签页编辑”，再重新打开文件。",
        "另一個分頁正在寫入此工作簿，因此未採用該檔案。請先點選「改在本分頁編輯」，再重新開啟檔案。";
    not_forgotten: "Whether the second copy is deleted too could not be found out. To be sure, delete the data of this site in the settings of the browser.",
        "无法确认第二份副本是否也已删除。为保险起见，请在浏览器设置中删除本网站的数据。",
        "無法確認第二份副本是否也已刪除。為保險起見，請在瀏覽器設定中刪除本網站的數據。";
    everything_heading: "All data of a browser", "一个浏览器的全部数据", "一個瀏覽器的全部數據";
    everything_new: "is not here yet, and is added", "此处尚无，将被添加", "此處尚無，將被加入";
    everything_replaces: "replaces the one here of {0}, which stays as an earlier state",
        "替换此处 {0} 的版本，后者保留为较早状态",
        "取代此處 {0} 的版本，後者保留為較早狀態";
    everything_stays: "stays as it is here", "保留此处的版本", "保留此處的版本";
    everything_take: "Take what is new", "采用新的内容", "採用新的內容";
    share_heading: "Share this workbook", "分享此工作簿", "分享此工作簿";
    share_about: "The link holds the whole workbook but its change log. It is sent nowhere: whoever gets it can open it, so treat it like the file.",
        "链接中包含整个工作簿（不含更改记录）。它不会被发送到任何地方：收到链接的人即可打开，请像对待文件一样对待它。",
        "連結中包含整個工作簿（不含更改記錄）。它不會被傳送到任何地方：收到連結的人即可開啟，請像對待檔案一樣對待它。";
    share_label: "Link", "链接", "連結";
    share_length: "{0} characters.", "共 {0} 个字符。", "共 {0} 個字元。";
    share_long: "Chat programs often cut links after 2,000 to 4,000 characters without a word. A cut link says so when it is opened; e-mail or the file is safer.",
        "聊天软件常常会在 2,000 至 4,000 个字符处悄悄截断链接。被截断的链接在打开时会有提示；用电子邮件或文件更稳妥。",
        "聊天軟體常常會在 2,000 至 4,000 個字元處悄悄截斷連結。被截斷的連結在開啟時會有提示；用電子郵件或檔案更穩妥。";
    share_too_long: "This workbook is too large for a link. Export it to a file and send that.",
        "此工作簿太大，无法放入链接。请导出为文件后发送。",
        "此工作簿太大，無法放入連結。請匯出為檔案後傳送。";
    share_copy: "Copy the link", "复制链接", "複製連結";
    share_text: "Copy the file as text", "将文件复制为文本", "將檔案複製為文字";
    share_text_copied: "Copied. Paste it into a message; whoever gets it pastes it on the page Workbooks.",
        "已复制。请粘贴到消息中；收到的人可将其粘贴到“工作簿”页面。",
        "已複製。請貼到訊息中；收到的人可將其貼到「工作簿」頁面。";
    share_text_not_copied: "This browser does not let the page copy. Export the file instead.",
        "此浏览器不允许本页面复制。请改为导出文件。",
        "此瀏覽器不允許本頁面複製。請改為匯出檔案。";
    share_one_file: "Save as one file with this workbook", "连同此工作簿另存为单个文件", "連同此工作簿另存為單一檔案";
    export_heading: "For other programs", "供其他程序使用", "供其他程式使用";
    export_about: "In the Excel workbook every score is a formula: change a figure there, and the scores follow.",
        "Excel 工作簿中每项得分都是公式：修改其中的数据，得分随之变化。",
        "Excel 活頁簿中每項得分都是公式：修改其中的數據，得分隨之變化。";
    export_excel: "Excel with formulas", "导出 Excel（含公式）", "匯出 Excel（含公式）";
    export_scores: "All scores as CSV", "导出全部得分（CSV）", "匯出全部得分（CSV）";
    export_excel_file: "formulas", "公式", "公式";
    export_scores_file: "scores", "得分", "得分";
    share_copied: "Copied.", "已复制。", "已複製。";
    share_not_copied: "The link is selected: copy it with Ctrl+C.", "链接已选中：请用 Ctrl+C 复制。", "連結已選取：請用 Ctrl+C 複製。";
    share_qr: "QR code", "二维码", "QR 碼";
    share_qr_about: "Scan it to open “{0}”. Large on a screen or printed on its own, a phone reads it.",
        "扫描即可打开“{0}”。放大显示在屏幕上或单独打印，手机即可识别。",
        "掃描即可開啟「{0}」。放大顯示在螢幕上或單獨列印，手機即可辨識。";
    share_qr_print: "Print the QR code", "打印二维码", "列印 QR 碼";
    share_qr_long: "At {0} characters this link is too long for a QR code that a phone can read; that takes 2,000 at most. Send the link or the file.",
        "此链接有 {0} 个字符，超出手机可识别二维码的上限（2,000 个）。请发送链接或文件。",
        "此連結有 {0} 個字元，超出手機可辨識 QR 碼的上限（2,000 個）。請傳送連結或檔案。";
    refused_link: "The link was cut or altered on its way. Ask for it again, or for the file.",
        "链接在传送途中被截断或改动。请对方重新发送链接，或改发文件。",
        "連結在傳送途中被截斷或改動。請對方重新傳送連結，或改傳檔案。";
    settings_screen: "Screen", "显示", "顯示";
    settings_workbook: "This workbook", "当前工作簿", "目前的工作簿";
    settings_first_month: "First month of the fiscal year", "财政年度的第一个月", "會計年度的第一個月";
    settings_number_style: "1,234 is read as", "1,234 读作", "1,234 讀作";
    settings_point: "one thousand two hundred and thirty-four", "一千二百三十四", "一千二百三十四";
    settings_comma: "one and 234 thousandths", "一又千分之二百三十四", "一又千分之二百三十四";
    settings_data: "Data in this browser", "此浏览器中的数据", "此瀏覽器中的數據";
    usage_label: "Storage used", "已用存储空间", "已用儲存空間";
    usage_text: "{0} % of 5,242,880 characters: {1} by Counterpoise, {2} by other pages of this address.",
        "5,242,880 个字符的 {0} %：本程序 {1}，此地址的其他页面 {2}。",
        "5,242,880 個字元的 {0} %：本程式 {1}，此網址的其他頁面 {2}。";
    snapshots_heading: "Earlier states of this workbook", "此工作簿的较早状态", "此工作簿的較早狀態";
    snapshots_about: "The last five are kept while there is room: the state at the end of earlier days, and before a workbook was replaced. Going back can be undone.",
        "在空间允许时保留最近五个：前些天结束时的状态，以及工作簿被替换之前的状态。返回操作可以撤销。",
        "在空間允許時保留最近五個：前些天結束時的狀態，以及工作簿被取代之前的狀態。返回操作可以復原。";
    snapshots_none: "There is none yet.", "目前还没有。", "目前還沒有。";
    snapshot_back: "Go back to {0}", "返回到 {0}", "返回到 {0}";
    snapshot_now: "Keep the present state", "保留当前状态", "保留目前狀態";
    work_unstored: "Work without storing, until this page is closed", "不存储，直到关闭本页面", "不儲存，直到關閉本頁面";
    download_everything: "Download all my data", "下载我的全部数据", "下載我的全部資料";
    delete_everything: "Delete everything here", "删除此处的全部内容", "刪除此處的全部內容";
    delete_everything_about: "For a shared computer: removes all workbooks, the bin, snapshots and settings of Counterpoise from this browser, and nothing else.",
        "用于公用电脑：从此浏览器中删除本程序的全部工作簿、回收站、快照和设置，不涉及其他内容。",
        "用於公用電腦：從此瀏覽器中刪除本程式的全部工作簿、資源回收筒、快照和設定，不涉及其他內容。";
    deleted_everything: "Everything of Counterpoise was deleted from this browser. Until you leave this page it can be put back.",
        "本程序的全部内容已从此浏览器中删除。离开本页面之前可以恢复。",
        "本程式的全部內容已從此瀏覽器中刪除。離開本頁面之前可以還原。";
    put_back: "Put it back", "恢复", "還原";
    offline_heading: "Without a network", "离线使用", "離線使用";
    offline_keep: "Keep the program in this browser", "将程序保留在此浏览器中", "將程式保留在此瀏覽器中";
    offline_about: "Kept here, the program starts without a network. With one, the next start takes a new version as a whole. Your workbooks stay where they are either way.",
        "保留后，程序无需网络即可启动；联网时，下次启动会整体换用新版本。无论是否保留，工作簿都不受影响。",
        "保留後，程式無需網路即可啟動；連網時，下次啟動會整體換用新版本。無論是否保留，工作簿都不受影響。";
    offline_kept: "It is kept: the program starts without a network.",
        "已保留：程序无需网络即可启动。",
        "已保留：程式無需網路即可啟動。";
    offline_not_kept: "It is not kept: the program needs the network to start.",
        "未保留：程序启动时需要网络。",
        "未保留：程式啟動時需要網路。";
    offline_impossible: "At this address the browser cannot keep the program; that takes https. The program in one file works from a disk without a network.",
        "浏览器无法为此地址保留程序（需要 https）。单文件版程序可从磁盘打开，无需网络。",
        "瀏覽器無法為此網址保留程式（需要 https）。單一檔案版程式可從磁碟開啟，無需網路。";
    why_asked: "A closed period would have another score now, because of: {0}. Why was it changed?",
        "由于以下更改，已结账考核期的得分现已不同：{0}。为何更改？",
        "由於以下更改，已結帳考核期的得分現已不同：{0}。為何更改？";
    why_more: "{0} more", "另 {0} 项", "另 {0} 項";
    why_label: "Reason", "原因", "原因";
    why_note: "Note the reason", "记下原因", "記下原因";
    why_later: "Later", "稍后", "稍後";
    log_heading: "Change log", "更改记录", "更改記錄";
    log_about: "Part of the workbook and of what you export. It keeps the last 2,048 changes.",
        "属于工作簿和导出文件的一部分，保留最近 2,048 条更改。",
        "屬於工作簿和匯出檔案的一部分，保留最近 2,048 筆更改。";
    log_person: "Your name in the log", "记录中您的名字", "記錄中您的名字";
    log_empty: "Nothing has been changed yet.", "尚无更改。", "尚無更改。";
    log_more: "Show more of {0}", "显示更多（共 {0} 条）", "顯示更多（共 {0} 筆）";
    log_when: "When", "时间", "時間";
    log_who: "Who", "何人", "何人";
    log_what: "What", "内容", "內容";
    log_before: "Before", "更改前", "更改前";
    log_after: "After", "更改后", "更改後";
    log_why: "Reason", "原因", "原因";
    log_note: "Note:", "备注：", "備註：";
    log_figures: "Many figures at once", "批量更改数据", "批次更改數據";
    log_unit: "Unit", "科室", "科室";
    log_item: "Item", "数据项", "數據項";
    log_kind: "Kind of unit", "科室类别", "科室類別";
    log_scorecard: "Scorecard", "计分卡", "計分卡";
    log_closing: "Closing:", "结账：", "結帳：";
    log_workbook: "Workbook", "工作簿", "工作簿";
    about_heading: "About", "关于", "關於";
    about_text: "Counterpoise {0}, a Balanced Scorecard workbench for hospitals. Free software under the MIT or the Apache 2.0 licence, at your choice.",
        "Counterpoise {0}，医院平衡计分卡工作台。自由软件，可任选 MIT 或 Apache 2.0 许可证。",
        "Counterpoise {0}，醫院平衡計分卡工作台。自由軟體，可任選 MIT 或 Apache 2.0 授權。";
    about_parts: "Built with Leptos, plotters, qrcodegen, rust_decimal, serde_json, wasm-bindgen and the parts they bring along, each under the MIT or the Apache 2.0 licence.",
        "使用 Leptos、plotters、qrcodegen、rust_decimal、serde_json、wasm-bindgen 及其附带的组件构建，均采用 MIT 或 Apache 2.0 许可证。",
        "使用 Leptos、plotters、qrcodegen、rust_decimal、serde_json、wasm-bindgen 及其附帶的元件建置，均採用 MIT 或 Apache 2.0 授權。";
}
