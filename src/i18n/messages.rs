//! The texts of the screen, side by side in English, 简体中文 and 繁體中文.

use crate::domain::name::Language;

/// The texts in `language`.
#[must_use]
pub fn messages(language: Language) -> &'static Messages {
    match language {
        Language::English => &Messages::ENGLISH,
        Language::SimplifiedChinese => &Messages::SIMPLIFIED,
        Language::TraditionalChinese => &Messages::TRADITIONAL,
    }
}

words! {
    Messages;
    // What a value belongs to
    named: "{0}: {1}", "{0}：{1}", "{0}：{1}";

    // Frame
    app_name: "Counterpoise", "Counterpoise 平衡计分卡", "Counterpoise 平衡計分卡";
    skip_to_content: "Skip to content", "跳到正文", "跳到主要內容";
    navigation: "Pages", "页面", "頁面";
    nav_workbooks: "Workbooks", "工作簿", "工作簿";
    nav_design: "Design", "设计", "設計";
    nav_figures: "Figures", "数据", "數據";
    nav_scores: "Scores", "得分", "得分";
    nav_compare: "Compare", "比较", "比較";
    nav_alerts: "Alerts", "预警", "預警";
    nav_map: "Map", "战略地图", "戰略地圖";
    nav_lab: "Lab", "试算", "試算";
    nav_report: "Report", "报告", "報告";
    nav_settings: "Settings", "设置", "設定";
    workbook_name: "Workbook name", "工作簿名称", "工作簿名稱";
    undo: "Undo", "撤销", "復原";
    redo: "Redo", "重做", "重做";
    share: "Share", "分享", "分享";
    export: "Export file", "导出文件", "匯出檔案";
    language: "Language", "语言", "語言";
    theme: "Theme", "外观", "外觀";
    theme_system: "System", "跟随系统", "跟隨系統";
    theme_light: "Light", "浅色", "淺色";
    theme_dark: "Dark", "深色", "深色";
    saved: "Saved in this browser", "已保存在此浏览器", "已儲存在此瀏覽器";
    saved_once: "Saved in this browser, without a second copy", "已保存在此浏览器（无第二份副本）", "已儲存在此瀏覽器（無第二份副本）";
    read_only: "Read-only: another tab is writing", "只读：另一个标签页正在编辑", "唯讀：另一個分頁正在編輯";
    read_only_line: "Another tab is writing this workbook. This tab shows what it stores, as it happens, and changes nothing.",
        "另一个标签页正在编辑此工作簿。本标签页实时显示其保存的内容，不作任何更改。",
        "另一個分頁正在編輯此工作簿。本分頁即時顯示其儲存的內容，不做任何更改。";
    write_here: "Write in this tab", "改在本标签页编辑", "改在本分頁編輯";
    restored: "What was stored here was older, damaged or gone. The newer state was taken from the second copy; an older one is kept as a snapshot.",
        "此处存储的内容较旧、已损坏或已丢失。已从第二份副本取回较新的状态；较旧的状态保留为快照。",
        "此處儲存的內容較舊、已損壞或已遺失。已從第二份副本取回較新的狀態；較舊的狀態保留為快照。";
    nothing_newer: "Everything in that file is here already, as new or newer. Nothing was changed.",
        "该文件中的内容此处均已存在，且同样新或更新。没有任何更改。",
        "該檔案中的內容此處均已存在，且同樣新或更新。沒有任何更改。";
    not_restored: "The second copy of a workbook is newer than what is stored, and there is no room to take it. It is left untouched: delete workbooks you no longer need for good, then reload.",
        "某个工作簿的第二份副本比已存储的更新，但空间不足，无法取回。它未被改动：请彻底删除不需要的工作簿，然后重新加载。",
        "某個工作簿的第二份副本比已儲存的更新，但空間不足，無法取回。它未被改動：請永久刪除不需要的工作簿，然後重新載入。";
    saving: "Saving…", "正在保存…", "正在儲存…";
    not_saved: "Not saved", "未保存", "未儲存";
    save_quota: "This browser's storage is full. Your work goes on here, but is lost when you close the page: export it to a file now, then delete workbooks you no longer need, in the bin too.",
        "此浏览器的存储空间已满。您可以继续工作，但关闭页面后内容会丢失：请立即导出文件，再删除不需要的工作簿（包括回收站中的）。",
        "此瀏覽器的儲存空間已滿。您可以繼續工作，但關閉頁面後內容會遺失：請立即匯出檔案，再刪除不需要的工作簿（包括資源回收筒中的）。";
    save_denied: "This browser does not allow storage. Your work goes on here, but is lost when you close the page: export it to a file.",
        "此浏览器不允许存储。您可以继续工作，但关闭页面后内容会丢失：请导出文件。",
        "此瀏覽器不允許儲存。您可以繼續工作，但關閉頁面後內容會遺失：請匯出檔案。";
    save_damaged: "This browser's storage is damaged. Your work goes on here, but is lost when you close the page: export it to a file.",
        "此浏览器的存储已损坏。您可以继续工作，但关闭页面后内容会丢失：请导出文件。",
        "此瀏覽器的儲存已損壞。您可以繼續工作，但關閉頁面後內容會遺失：請匯出檔案。";
    save_forgetful: "This browser did not keep what was stored. Your work goes on here, but is lost when you close the page: export it to a file.",
        "此浏览器没有保留已存储的内容。您可以继续工作，但关闭页面后内容会丢失：请导出文件。",
        "此瀏覽器沒有保留已儲存的內容。您可以繼續工作，但關閉頁面後內容會遺失：請匯出檔案。";
    save_changed_elsewhere: "Another tab has changed this workbook, so this tab does not overwrite it. Export your work here to a file, or reload to see the other version.",
        "另一个标签页已更改此工作簿，因此本标签页不会覆盖它。请把此处的内容导出为文件，或重新加载以查看另一版本。",
        "另一個分頁已更改此工作簿，因此本分頁不會覆蓋它。請把此處的內容匯出為檔案，或重新載入以檢視另一版本。";
    save_chosen: "You chose to work without storing. What you do is lost when you close the page, unless you export it to a file.",
        "您选择了不存储。关闭页面后所做的内容会丢失，除非导出为文件。",
        "您選擇了不儲存。關閉頁面後所做的內容會遺失，除非匯出為檔案。";
    room_little: "{0} % of this browser's storage for this address is used. Export what is finished, and delete workbooks you no longer need.",
        "此地址在浏览器中的存储空间已用 {0} %。请导出已完成的工作簿，并删除不需要的。",
        "此網址在瀏覽器中的儲存空間已用 {0} %。請匯出已完成的工作簿，並刪除不需要的。";
    room_hardly: "{0} % of this browser's storage for this address is used, and the next change may not fit. Export to a file now, then delete workbooks you no longer need, in the bin too; snapshots make room by themselves.",
        "此地址在浏览器中的存储空间已用 {0} %，下一次更改可能无法保存。请立即导出文件，再删除不需要的工作簿（包括回收站中的）；快照会自动让出空间。",
        "此網址在瀏覽器中的儲存空間已用 {0} %，下一次更改可能無法儲存。請立即匯出檔案，再刪除不需要的工作簿（包括資源回收筒中的）；快照會自動讓出空間。";
    try_again: "Try again", "重试", "重試";
    set_aside: "Part of what was stored could not be read. It was set aside and not overwritten; everything else is here.",
        "部分已存储的内容无法读取。它们已被另行保留，没有被覆盖；其余内容均在。",
        "部分已儲存的內容無法讀取。它們已被另行保留，沒有被覆蓋；其餘內容均在。";
    download_raw: "Download it raw", "下载原始内容", "下載原始內容";
    last_backup: "Last backup: {0}", "上次备份：{0}", "上次備份：{0}";
    never: "never", "从未", "從未";
    today: "today", "今天", "今天";
    yesterday: "yesterday", "昨天", "昨天";
    days_ago: "{0} days ago", "{0} 天前", "{0} 天前";
    close: "Close", "关闭", "關閉";
    cancel: "Cancel", "取消", "取消";
    dismiss: "Dismiss", "知道了", "知道了";
    done_undone: "Undone", "已撤销", "已復原";
    done_redone: "Redone", "已重做", "已重做";
    unit: "Unit", "科室", "科室";
    period: "Period", "考核期", "考核期";
    scorecard: "Scorecard", "计分卡", "計分卡";
    year: "Year", "年份", "年份";
    nothing_open_title: "No workbook is open", "没有打开的工作簿", "沒有開啟的工作簿";
    nothing_open: "Scores and figures belong to a workbook. Open one, or look at the sample hospital first.",
        "得分和数据属于某个工作簿。请打开一个，或先看看示例医院。",
        "得分和數據屬於某個工作簿。請開啟一個，或先看看範例醫院。";

    // Workbooks
    sample_line: "This is an example. All its figures are invented.", "这是一个示例，所有数据均为虚构。", "這是一個範例，所有數據均為虛構。";
    start_my_own: "Start my own", "新建我的工作簿", "建立我的工作簿";
    open_sample: "Open the sample hospital", "打开示例医院", "開啟範例醫院";
    sample_heading: "Look around", "先看看", "先看看";
    sample_about: "A small hospital with 24 months of invented figures and three scorecards.",
        "一家小型医院，含 24 个月的虚构数据和三张计分卡。",
        "一家小型醫院，含 24 個月的虛構數據和三張計分卡。";
    templates_heading: "Start from a scorecard", "从计分卡模板开始", "從計分卡範本開始";
    template_source: "Source: {0}", "来源：{0}", "來源：{0}";
    template_weights: "{0} measures, {1} points", "{0} 项指标，共 {1} 分", "{0} 項指標，共 {1} 分";
    template_proposals: "{0} values are our proposals where the source is silent",
        "其中 {0} 处取值是原文未规定、由我们建议的",
        "其中 {0} 處的值是原文未規定、由我們建議的";
    template_no_proposals: "Every value is the source's own.", "所有取值均出自原文。", "所有數值均出自原文。";
    template_in_open: "Add {0} to the open workbook", "将 {0} 加入当前工作簿", "將 {0} 加入目前工作簿";
    template_added: "The scorecard is added. Say below which units use it.", "已添加计分卡。请在下方指定使用它的科室。", "已新增計分卡。請在下方指定使用它的科室。";
    template_sent: "Use this template?", "使用这个模板？", "使用這個範本？";
    template_about_own: "A template that someone made of a scorecard of their own.", "他人由自己的计分卡制成的模板。", "他人由自己的計分卡製成的範本。";
    template_start: "Start a workbook from it", "用它新建工作簿", "用它建立工作簿";
    template_add: "Add it to the open workbook", "加入当前工作簿", "加入目前工作簿";
    several_start: "Start from several", "用多张模板新建", "用多張範本建立";
    several_about: "One workbook with a scorecard for each kind of unit. Choose the scorecards, name the kinds and list their units; all of it can be changed later.",
        "一个工作簿，每类科室一张计分卡。请选择计分卡、填写科室类别并列出科室；以后均可更改。",
        "一個工作簿，每類科室一張計分卡。請選擇計分卡、填寫科室類別並列出科室；以後均可更改。";
    several_hospital: "Name of the hospital", "医院名称", "醫院名稱";
    several_from: "The scorecards hold from the month", "计分卡自某月起生效", "計分卡自某月起生效";
    several_kind: "Kind of unit for {0}", "{0} 的科室类别", "{0} 的科室類別";
    several_units: "Units for {0}, one a line", "{0} 的科室，每行一个", "{0} 的科室，每行一個";
    several_units_about: "Names can be pasted from a spreadsheet; a second column may name another kind. Without any, one unit gets the name of the kind.",
        "可从表格粘贴名称；第二列可写另一科室类别。若不填写，则以类别名称建立一个科室。",
        "可從表格貼上名稱；第二欄可寫另一科室類別。若不填寫，則以類別名稱建立一個科室。";
    several_hospital_uses: "The hospital itself uses this scorecard.", "此计分卡由医院本身使用。", "此計分卡由醫院本身使用。";
    several_sum: "{0} scorecards for {1} units in {2} kinds", "{0} 张计分卡，{1} 个科室，{2} 类", "{0} 張計分卡，{1} 個科室，{2} 類";
    several_make: "Make the workbook", "新建工作簿", "建立工作簿";
    several_none: "Choose at least one scorecard.", "请至少选择一张计分卡。", "請至少選擇一張計分卡。";
    several_month: "A month is written as 2026-03.", "月份的写法如 2026-03。", "月份的寫法如 2026-03。";
    start_from: "Start from {0}", "用 {0} 新建", "用 {0} 建立";
    open_heading: "Open a file", "打开文件", "開啟檔案";
    open_about: "A workbook or a scorecard template (.json) that you or a colleague exported. You can also drop it anywhere on this page.",
        "您或同事导出的工作簿或计分卡模板（.json）。也可以把它拖放到本页任意位置。",
        "您或同事匯出的工作簿或計分卡範本（.json）。也可以把它拖放到本頁任意位置。";
    choose_file: "Choose a file", "选择文件", "選擇檔案";
    paste_label: "Or paste its text", "或粘贴其文本", "或貼上其文字";
    open_pasted: "Open the pasted text", "打开粘贴的文本", "開啟貼上的文字";
    stored_heading: "In this browser", "此浏览器中的工作簿", "此瀏覽器中的工作簿";
    stored_empty: "Nothing is stored here yet.", "尚无存储的工作簿。", "尚無儲存的工作簿。";
    open: "Open", "打开", "開啟";
    open_named: "Open {0}", "打开 {0}", "開啟 {0}";
    is_open: "open now", "当前打开", "目前開啟";
    changed_at: "Last change: {0}", "最后更改：{0}", "最後更改：{0}";
    delete_named: "Move {0} to the bin", "将 {0} 移到回收站", "將 {0} 移到資源回收筒";
    delete: "Move to bin", "移到回收站", "移到資源回收筒";
    bin_heading: "Bin", "回收站", "資源回收筒";
    restore: "Restore", "恢复", "還原";
    restore_named: "Restore {0}", "恢复 {0}", "還原 {0}";
    bin_days: "Removed for good in {0} days", "{0} 天后彻底删除", "{0} 天後永久刪除";
    damaged_heading: "Cannot be read", "无法读取", "無法讀取";
    privacy: "Everything stays in this browser; nothing is sent anywhere. Do not enter data of patients.",
        "所有内容都只保存在此浏览器中，不会发送到任何地方。请勿输入患者个人数据。",
        "所有內容都只儲存在此瀏覽器中，不會傳送到任何地方。請勿輸入病人個人資料。";
    import_heading: "Open this workbook?", "打开这个工作簿？", "開啟這個工作簿？";
    import_name: "Name", "名称", "名稱";
    import_units: "Units", "科室数", "科室數";
    import_measures: "Measures", "指标数", "指標數";
    import_months: "Months", "月份", "月份";
    import_changed: "Last change", "最后更改", "最後更改";
    import_version: "File version", "文件版本", "檔案版本";
    import_open: "Open it", "打开", "開啟";
    import_same: "This browser already has this workbook.", "此浏览器中已有这个工作簿。", "此瀏覽器中已有這個工作簿。";
    import_copy: "Open as a copy", "作为副本打开", "作為副本開啟";
    import_replace: "Replace the one here", "替换现有的", "取代現有的";
    copy_of: "{0} (copy)", "{0}（副本）", "{0}（副本）";
    import_refused: "The file was not opened, and nothing was changed.", "文件未打开，没有任何更改。", "檔案未開啟，沒有任何更改。";
    refused_too_large: "It is larger than 64 MB.", "文件超过 64 MB。", "檔案超過 64 MB。";
    refused_not_text: "It is not a text file.", "它不是文本文件。", "它不是文字檔案。";
    refused_shape: "It cannot be read at line {0}, column {1}: {2}", "第 {0} 行第 {1} 列无法读取：{2}", "第 {0} 行第 {1} 欄無法讀取：{2}";
    refused_other: "It is not a Counterpoise workbook, and no template either.", "它不是 Counterpoise 工作簿，也不是模板。", "它不是 Counterpoise 工作簿，也不是範本。";
    refused_no_workbook: "These are figures, and no workbook is open that they could go to. Open one first, then drop the file again.", "这是数据文件，但没有打开的工作簿可以接收。请先打开一个工作簿，再拖放此文件。", "這是數據檔案，但沒有開啟的工作簿可以接收。請先開啟一個工作簿，再拖放此檔案。";
    refused_newer: "A newer version of Counterpoise wrote it (file version {0}). Open it with that version.",
        "它由较新版本的 Counterpoise 写成（文件版本 {0}）。请用该版本打开。",
        "它由較新版本的 Counterpoise 寫成（檔案版本 {0}）。請用該版本開啟。";
    refused_contradiction: "It contradicts itself: {0}", "内容自相矛盾：{0}", "內容自相矛盾：{0}";
    error_identity: "“{0}” is empty or used twice", "“{0}”为空或重复", "「{0}」為空或重複";
    error_reference: "“{0}” refers to “{1}”, which does not exist", "“{0}”引用了不存在的“{1}”", "「{0}」引用了不存在的「{1}」";
    error_unit_cycle: "the unit “{0}” belongs to itself", "科室“{0}”隶属于它自己", "科室「{0}」隸屬於它自己";
    error_measure_cycle: "the formula of the measure “{0}” leads back to itself", "指标“{0}”的公式绕回到它自己", "指標「{0}」的公式繞回到它自己";
    error_revision_order: "the revisions of the scorecard “{0}” are not in order", "计分卡“{0}”的版本顺序有误", "計分卡「{0}」的版本順序有誤";
    error_range: "a value of “{0}” is out of range ({1})", "“{0}”的取值超出范围（{1}）", "「{0}」的值超出範圍（{1}）";
    refused_read: "The browser could not read it.", "浏览器无法读取。", "瀏覽器無法讀取。";
    open_newer: "A newer version of Counterpoise stored this workbook. It is left untouched; open it with that version.",
        "此工作簿由较新版本的 Counterpoise 存储，已保持原样；请用该版本打开。",
        "此工作簿由較新版本的 Counterpoise 儲存，已保持原樣；請用該版本開啟。";
    open_damaged: "This workbook cannot be read. What is stored was kept and can be downloaded raw.",
        "无法读取此工作簿。已存储的内容已保留，可下载原始内容。",
        "無法讀取此工作簿。已儲存的內容已保留，可下載原始內容。";

    // Figures
    figures_caption: "Figures of {0}, {1}", "{0} {1} 的数据", "{0} {1} 的數據";
    figures_of_month: "Figures of all units, {0}", "{0} 各科室的数据", "{0} 各科室的數據";
    item: "Item", "数据项", "數據項";
    show_figures: "Show", "显示", "顯示";
    show_one_unit: "one unit, month by month", "单个科室，逐月", "單一科室，逐月";
    show_one_month: "one month, all units", "单个月份，所有科室", "單一月份，所有科室";
    from_month: "From", "起始月份", "起始月份";
    to_month: "To", "截止月份", "截止月份";
    other_months: "other months", "其他月份", "其他月份";
    all_scorecards: "all scorecards", "所有计分卡", "所有計分卡";
    cell_label: "{0}, {1}, {2}", "{0}，{1}，{2}", "{0}，{1}，{2}";
    cell_exempt: "{0}, exempt: {1}", "{0}，已豁免：{1}", "{0}，已豁免：{1}";
    entered_of: "{0} of {1} entered", "已录入 {0} / {1}", "已輸入 {0} / {1}";
    unit_name: "Unit name", "科室名称", "科室名稱";
    keys_and_signs: "Keys and signs", "按键与符号", "按鍵與符號";
    figures_help: "Type a number. Enter goes down, Tab right, arrows move, Esc restores, F2 edits, Shift+F2 leads to its note and to the reason that exempts it. Shift with arrows chooses a block: copy and paste it, empty it with Delete, fill it down with Ctrl+D. Leave a cell empty when the figure is not there yet; type n/a when it does not exist for this unit. Zero is a figure.",
        "直接输入数字。Enter 向下，Tab 向右，方向键移动，Esc 恢复，F2 编辑，Shift+F2 转到备注和豁免原因。Shift 加方向键选取区域：可复制粘贴，按 Delete 清空，按 Ctrl+D 向下填充。尚未有数据时留空；本科室不存在该数据时输入“不适用”。零也是数据。",
        "直接輸入數字。Enter 向下，Tab 向右，方向鍵移動，Esc 還原，F2 編輯，Shift+F2 轉到備註和豁免原因。Shift 加方向鍵選取區域：可複製貼上，按 Delete 清空，按 Ctrl+D 向下填滿。尚未有數據時留空；本科室不存在該數據時輸入「不適用」。零也是數據。";
    block_chosen: "{0} × {1} cells chosen", "已选取 {0} × {1} 个单元格", "已選取 {0} × {1} 個儲存格";
    block_copied: "Copied: {0} × {1} cells", "已复制：{0} × {1} 个单元格", "已複製：{0} × {1} 個儲存格";
    block_pasted: "Pasted: entered {0}, emptied {1}, unchanged {2}", "已粘贴：录入 {0}，清空 {1}，不变 {2}", "已貼上：輸入 {0}，清空 {1}，不變 {2}";
    block_filled: "Filled: {0} cells", "已填充 {0} 个单元格", "已填滿 {0} 個儲存格";
    block_emptied: "Emptied: {0} cells", "已清空 {0} 个单元格", "已清空 {0} 個儲存格";
    paste_heading: "Some cells cannot be pasted", "部分单元格无法粘贴", "部分儲存格無法貼上";
    paste_summary: "Nothing has been changed yet. Cells that cannot be pasted: {0}. The others: entered {1}, emptied {2}, unchanged {3}.",
        "尚未更改任何内容。无法粘贴的单元格：{0} 个。其余：录入 {1}，清空 {2}，不变 {3}。",
        "尚未更改任何內容。無法貼上的儲存格：{0} 個。其餘：輸入 {1}，清空 {2}，不變 {3}。";
    paste_more: "… and {0} more.", "……另有 {0} 个。", "……另有 {0} 個。";
    paste_rest: "Paste the others", "粘贴其余单元格", "貼上其餘儲存格";
    paste_outside: "Row {0}, column {1} of the block (“{2}”) lies outside the table.", "区域的第 {0} 行第 {1} 列（“{2}”）超出表格范围。", "區域的第 {0} 列第 {1} 欄（「{2}」）超出表格範圍。";
    paste_not_used: "{0}: “{1}” cannot be entered, because the unit's scorecards do not use this item.", "{0}：无法录入“{1}”，因为该科室的计分卡没有用到此数据项。", "{0}：無法輸入「{1}」，因為該科室的計分卡沒有用到此數據項。";
    not_applicable: "n/a", "不适用", "不適用";
    exempt_is: "Exempt: {0}.", "已豁免：{0}。", "已豁免：{0}。";
    note: "Note", "备注", "備註";
    note_is: "Note: {0}.", "备注：{0}。", "備註：{0}。";
    signs_about: "{0} doubtful, {1} exempt, {2} note, {3} sum of deductions, · missing. What is meant is said above when the cell has the focus.",
        "{0} 存疑，{1} 已豁免，{2} 有备注，{3} 扣分明细之和，· 缺失。单元格获得焦点时，上方会说明。",
        "{0} 存疑，{1} 已豁免，{2} 有備註，{3} 扣分明細的總和，· 缺漏。儲存格取得焦點時，上方會說明。";
    from_below: "{0}, from the units below", "{0}（下级科室汇总）", "{0}（下級科室彙總）";
    deductions: "Deductions", "扣分明细", "扣分明細";
    deductions_are: "Sum of its deductions: {0}.", "扣分明细 {0} 条之和。", "{0} 筆扣分明細的總和。";
    deductions_sum: "Sum: {0}", "合计：{0}", "合計：{0}";
    deductions_take: "Take the deductions", "采用扣分明细", "採用扣分明細";
    deduction_day: "Day", "日期", "日期";
    deduction_reason: "Reason", "原因", "原因";
    deduction_points: "Points", "分数", "分數";
    deduction_field: "{0}, row {1}", "{0}，第 {1} 行", "{0}，第 {1} 列";
    deduction_add: "Add a deduction", "添加扣分", "新增扣分";
    deduction_remove: "Remove row {0}", "删除第 {0} 行", "刪除第 {0} 列";
    remove: "Remove", "删除", "刪除";
    deduction_no_day: "This is no day. Write 2026-03-05, or the day of the month; or leave it empty.", "这不是日期。请写作 2026-03-05 或当月几日，也可留空。", "這不是日期。請寫作 2026-03-05 或當月幾日，也可留空。";
    deduction_no_points: "Enter the points as a number from 0 to 1,000,000 with at most 6 decimals.", "请录入 0 至 1,000,000 之间的分数，最多 6 位小数。", "請輸入 0 至 1,000,000 之間的分數，最多 6 位小數。";
    deduction_too_many: "There are more deductions than can be kept (500). Join some.", "扣分明细超过可保存的数量（500 条）。请合并一部分。", "扣分明細超過可儲存的數量（500 筆）。請合併一部分。";
    paste_listed: "{0}: “{1}” was not entered, because this figure is the sum of its deductions.", "{0}：未录入“{1}”，因为该数据是扣分明细之和。", "{0}：未輸入「{1}」，因為該數據是扣分明細的總和。";
    exempt_because: "Exempt because", "豁免原因", "豁免原因";
    missing: "missing", "缺失", "缺漏";
    read_as: "Read as {0}", "读作 {0}", "讀作 {0}";
    not_a_number: "“{0}” is not a number. The figure before it still counts: {1}.", "“{0}”不是数字。仍按之前的数据计算：{1}。", "「{0}」不是數字。仍依先前的數據計算：{1}。";
    too_many_digits: "“{0}” has too many digits. The figure before it still counts: {1}.", "“{0}”位数过多。仍按之前的数据计算：{1}。", "「{0}」位數過多。仍依先前的數據計算：{1}。";
    totals_of: "Total: {0}", "总分：{0}", "總分：{0}";
    no_items: "No item of this workbook is used by this unit's scorecards.", "本科室的计分卡没有用到任何数据项。", "本科室的計分卡沒有用到任何數據項。";
    to_units: "Choose the unit's scorecard", "为科室选择计分卡", "為科室選擇計分卡";
    unit_of_measure: "Measured in", "计量单位", "計量單位";
    fill_in_unit: "Fill-in sheet of this unit", "本科室填报表", "本科室填報表";
    fill_in_all: "Fill-in sheets of all units", "所有科室填报表", "所有科室填報表";
    fill_in_file: "fill-in", "填报表", "填報表";
    fill_in_help: "Enter the figures in the framed cells. Leave a cell empty when the figure is not there yet; write n/a when it does not exist. Zero is a figure.",
        "请在有框线的单元格中填写数据。尚未有数据时留空；不存在该数据时填写“不适用”。零也是数据。",
        "請在有框線的儲存格中填寫數據。尚未有數據時留空；不存在該數據時填寫「不適用」。零也是數據。";
    figures_as_csv: "All figures as CSV", "导出全部数据（CSV）", "匯出全部數據（CSV）";

    // Figures from files
    take_in: "Import figures", "导入数据", "匯入數據";
    take_in_about: "Choose spreadsheets (.xlsx), CSV files or Counterpoise files; several are put side by side. Nothing changes before you take the figures, and one undo takes them back.",
        "可选择电子表格（.xlsx）、CSV 文件或 Counterpoise 文件；多个文件会并排比较。确认之前不会有任何更改，确认之后可一次撤销。",
        "可選擇試算表（.xlsx）、CSV 檔案或 Counterpoise 檔案；多個檔案會並排比較。確認之前不會有任何更改，確認之後可一次復原。";
    choose_files: "Choose files", "选择文件", "選擇檔案";
    paste_cells: "Or paste cells copied from a spreadsheet", "或粘贴从电子表格复制的单元格", "或貼上從試算表複製的儲存格";
    read_cells: "Read the pasted cells", "读取粘贴的单元格", "讀取貼上的儲存格";
    pasted_cells: "pasted cells", "粘贴的单元格", "貼上的儲存格";
    file_refused: "{0} was not read. {1}", "未读取 {0}。{1}", "未讀取 {0}。{1}";
    table_too_large: "It is larger than 5 MB. Split it by unit or by year.", "文件超过 5 MB。请按科室或年份拆分。", "檔案超過 5 MB。請依科室或年份分割。";
    table_text_too_large: "It is larger than 16 MB. Split it by unit or by year.", "文件超过 16 MB。请按科室或年份拆分。", "檔案超過 16 MB。請依科室或年份分割。";
    table_unpacks: "It unpacks to more than 50 MB. Split it by unit or by year.", "解压后超过 50 MB。请按科室或年份拆分。", "解壓縮後超過 50 MB。請依科室或年份分割。";
    table_entries: "It has more than 512 sheets or parts. Split it.", "工作表或部件超过 512 个。请拆分。", "工作表或元件超過 512 個。請分割。";
    table_cells: "It has more than 200,000 cells. Split it by unit or by year.", "单元格超过 200,000 个。请按科室或年份拆分。", "儲存格超過 200,000 個。請依科室或年份分割。";
    table_encoding: "How its text is encoded cannot be told. Save it as “CSV UTF-8”.", "无法识别其文本编码。请另存为“CSV UTF-8”。", "無法辨識其文字編碼。請另存為「CSV UTF-8」。";
    table_old: "It is an old Excel file (.xls), or a password protects it. Save it as .xlsx without a password.", "这是旧版 Excel 文件（.xls）或有密码保护。请另存为无密码的 .xlsx。", "這是舊版 Excel 檔案（.xls）或有密碼保護。請另存為無密碼的 .xlsx。";
    table_other: "It is no Excel workbook. Save it as .xlsx or CSV.", "它不是 Excel 工作簿。请另存为 .xlsx 或 CSV。", "它不是 Excel 活頁簿。請另存為 .xlsx 或 CSV。";
    table_damaged: "It is damaged or cut off. Save it again, or have it sent again.", "文件已损坏或不完整。请重新保存或请对方重发。", "檔案已損壞或不完整。請重新儲存或請對方重發。";
    table_empty: "There is nothing in it.", "其中没有内容。", "其中沒有內容。";
    how_read: "{0}: figures {1}, cells that cannot be read {2}, unknown names {3}", "{0}：数据 {1} 个，无法读取的单元格 {2} 个，未知名称 {3} 个", "{0}：數據 {1} 筆，無法讀取的儲存格 {2} 個，未知名稱 {3} 個";
    place_column: "column {0}", "{0} 列", "{0} 欄";
    place_row: "row {0}", "第 {0} 行", "第 {0} 列";
    place_given: "all: {0}", "全部为：{0}", "全部為：{0}";
    place_nowhere: "choose", "请选择", "請選擇";
    all_other_columns: "all other columns", "其余各列", "其餘各欄";
    refused_not_number: "{0}: “{1}” is not a number.", "{0}：“{1}”不是数字。", "{0}：「{1}」不是數字。";
    refused_digits: "{0}: “{1}” has too many digits.", "{0}：“{1}”位数过多。", "{0}：「{1}」位數過多。";
    refused_day: "{0} is a date, not a number.", "{0} 是日期，不是数字。", "{0} 是日期，不是數字。";
    unknown_unit: "Unit “{0}” ({1})", "科室“{0}”（{1}）", "科室「{0}」（{1}）";
    unknown_item: "Item “{0}” ({1})", "数据项“{0}”（{1}）", "數據項「{0}」（{1}）";
    unknown_month: "“{0}” ({1}) is no month; left out.", "“{0}”（{1}）不是月份，不导入。", "「{0}」（{1}）不是月份，不匯入。";
    leave_out: "leave out", "不导入", "不匯入";
    strangers: "{0} has figures of units or items that this workbook does not have; they are left out: {1}.", "{0} 中含有本工作簿没有的科室或数据项的数据，不导入：{1}。", "{0} 中含有本工作簿沒有的科室或數據項的數據，不匯入：{1}。";
    merge_summary: "New {0}, changed {1}, in conflict {2}, the same {3}", "新增 {0}，更改 {1}，冲突 {2}，相同 {3}", "新增 {0}，更改 {1}，衝突 {2}，相同 {3}";
    merge_first: "The first {0} are listed; the others follow the same rules.", "仅列出前 {0} 条；其余按相同规则处理。", "僅列出前 {0} 筆；其餘依相同規則處理。";
    figure_here: "Here", "现有", "現有";
    figure_taken: "Taken", "采用", "採用";
    keep_here: "keep {0}", "保留 {0}", "保留 {0}";
    not_decided: "not decided", "未决定", "未決定";
    keep_all: "Keep all that is here", "全部保留现有数据", "全部保留現有數據";
    take_all_of: "Take all of {0}", "全部采用 {0}", "全部採用 {0}";
    take_figures: "Take {0} figures", "导入 {0} 个数据", "匯入 {0} 筆數據";
    still_open: "To be decided: {0}", "待决定：{0}", "待決定：{0}";
    figures_taken: "Figures taken; undo takes them back.", "已导入数据；可以撤销。", "已匯入數據；可以復原。";

    // Scores
    search_none: "“{0}” is not the name of one alone. A part of the name is enough where only one has it.", "“{0}”不是唯一一项的名称。输入名称的一部分即可，只要仅有一项含有它。", "「{0}」不是唯一一項的名稱。輸入名稱的一部分即可，只要僅有一項含有它。";
    all_units: "all units", "全部科室", "全部科室";
    all_kinds: "all kinds", "全部类别", "全部類別";
    kind: "Kind", "科室类别", "科室類別";
    find_unit: "Find a unit", "查找科室", "尋找科室";
    units_shown: "Rows: {0}. A heading sorts by its column; a name opens the unit.", "共 {0} 行。点击表头按该列排序，点击名称查看科室。", "共 {0} 列。點選表頭依該欄排序，點選名稱檢視科室。";
    rank: "Rank", "名次", "名次";
    rank_change: "Change", "升降", "升降";
    grade: "Grade", "等级", "等級";
    trend: "Trend", "走势", "走勢";
    trend_from_to: "from {0} to {1}", "从 {0} 到 {1}", "從 {0} 到 {1}";
    total: "Total", "总分", "總分";
    points: "Points", "得分", "得分";
    full_points: "Full points", "满分", "滿分";
    points_of: "{0} of {1}", "{0} / {1}", "{0} / {1}";
    percent: "Percent", "得分率", "得分率";
    percent_of_full: "{0} % of the full points", "得分率 {0} %", "得分率 {0} %";
    status: "Status", "状态", "狀態";
    status_on_target: "on target", "达标", "達標";
    status_at_risk: "at risk", "预警", "預警";
    status_off_target: "off target", "未达标", "未達標";
    status_no_data: "no data", "无数据", "無數據";
    actual: "Actual", "实际值", "實際值";
    target: "Target", "目标值", "目標值";
    measure: "Measure", "指标", "指標";
    weight: "Weight", "权重", "權重";
    perspective: "Perspective", "维度", "維度";
    adjustment: "adds or deducts", "加减分", "加減分";
    extra: "extra", "加分项", "加分項";
    extra_points: "extra points: {0}", "加分项合计：{0}", "加分項合計：{0}";
    substituted: "substituted", "替代计分", "替代計分";
    left_out: "left out", "不考核", "不考核";
    not_in_total: "not in the total", "未计入总分", "未計入總分";
    before_veto: "before veto {0}", "否决前 {0}", "否決前 {0}";
    with_exempt: "with exempt figures: {0}", "计入豁免数据：{0}", "計入豁免數據：{0}";
    veto: "Veto ({0}): {1}", "一票否决（{0}）：{1}", "一票否決（{0}）：{1}";
    veto_in: "In {0}: {1}", "考核期 {0}：{1}", "考核期 {0}：{1}";
    veto_perspective: "{0}; its perspective gets no points", "{0}；所在维度不得分", "{0}；所在維度不得分";
    veto_total: "{0}; the total is at most {1}", "{0}；总分最高 {1} 分", "{0}；總分最高 {1} 分";
    veto_grade: "{0}; the grade is at best {1}", "{0}；等级最高为 {1}", "{0}；等級最高為 {1}";
    coverage: "Coverage", "覆盖率", "覆蓋率";
    coverage_text: "{0} of {1} measures, {2} % of the weight", "{1} 项指标中的 {0} 项，占权重 {2} %", "{1} 項指標中的 {0} 項，佔權重 {2} %";
    coverage_not_applicable: "{0} not applicable", "{0} 项不适用", "{0} 項不適用";
    provisional: "provisional", "暂定", "暫定";
    provisional_about: "Less than {0} % of the weight has figures, so the total is provisional.", "有数据的权重不足 {0} %，总分为暂定。", "有數據的權重不足 {0} %，總分為暫定。";
    no_score: "No score", "无得分", "無得分";
    no_score_not_used: "This unit does not use this scorecard in this period.", "本科室在此期间未使用此计分卡。", "本科室在此期間未使用此計分卡。";
    no_score_no_revision: "The scorecard does not hold for this period yet.", "此计分卡在该考核期尚未生效。", "此計分卡在該考核期尚未生效。";
    no_score_shorter: "The period is shorter than the scorecard's own. Choose a longer one.", "所选考核期短于此计分卡的考核期。请选择更长的考核期。", "所選考核期短於此計分卡的考核期。請選擇更長的考核期。";
    no_score_no_figures: "There are no figures for this period yet.", "该考核期尚无数据。", "該考核期尚無數據。";
    no_score_withheld: "The total is withheld until every measure has its figures.", "所有指标数据齐全后才计算总分。", "所有指標數據齊全後才計算總分。";
    enter_figures: "Enter figures", "录入数据", "輸入數據";
    explain_measure: "Explain {0}", "解释 {0}", "解釋 {0}";
    proposal_mark: "* A proposal of ours: the source document does not say this. Marked: {0}.", "* 原文未规定，由我们建议：{0}。", "* 原文未規定，由我們建議：{0}。";
    proposal_note: "* marks what the source document leaves open and the template proposes.", "* 表示原文未规定、由模板建议的内容。", "* 表示原文未規定、由範本建議的內容。";
    aspect_actual: "actual", "实际值的算法", "實際值的計算方式";
    aspect_polarity: "direction", "方向", "方向";
    aspect_target: "target", "目标值", "目標值";
    aspect_method: "method", "计分方法", "計分方法";
    aspect_cap: "cap", "封顶", "上限";
    aspect_floor: "lowest points", "最低分", "最低分";
    aspect_rate: "points for each step", "每单位加扣分", "每單位加扣分";
    aspect_counting: "part points", "不足一个单位的计法", "不足一個單位的計算方式";
    aspect_weight: "weight", "权重", "權重";
    aspect_veto: "veto", "一票否决", "一票否決";
    mean_of_periods: "Mean of {0} periods", "{0} 个考核期的平均", "{0} 個考核期的平均";
    combined_actuals: "score of the combined actuals of the whole period", "按整个考核期合并的实际值计分", "依整個考核期合併的實際值計分";
    month: "Month", "月份", "月份";
    period_quarter: "{0} Q{1}", "{0}年第{1}季度", "{0}年第{1}季";
    period_first_half: "{0} H1", "{0}年上半年", "{0}年上半年";
    period_second_half: "{0} H2", "{0}年下半年", "{0}年下半年";
    period_year: "Year {0}", "{0}年全年", "{0}年全年";
    period_to_date: "{1} to {2} {0}", "{0}年{1}至{2}月", "{0}年{1}至{2}月";
    period_to_date_over: "{0} to {1}", "{0}至{1}", "{0}至{1}";
    findings: "Findings", "提示", "提示";
    no_scorecards: "This unit uses no scorecard.", "本科室没有使用计分卡。", "本科室沒有使用計分卡。";
    chart_title: "Total by month", "各月总分", "各月總分";
    chart_description: "Line chart of the total of {0} by {1}, from {2} to {3}. Lowest {4}, highest {5}, last {6}.",
        "{0} 按 {1} 的各月总分折线图，{2} 至 {3}。最低 {4}，最高 {5}，最近 {6}。",
        "{0} 依 {1} 的各月總分折線圖，{2} 至 {3}。最低 {4}，最高 {5}，最近 {6}。";
    chart_empty: "There is no month with a total yet.", "尚无月份有总分。", "尚無月份有總分。";
    chart_table: "Show as a table", "以表格显示", "以表格顯示";
    full_line: "The dashed line marks the full points: {0}.", "虚线为满分：{0} 分。", "虛線為滿分：{0} 分。";

    // Explanation
    explanation: "Explanation", "计算过程", "計算過程";
    step_figures: "Figures", "数据", "數據";
    step_deduction: "Deduction", "扣分", "扣分";
    step_actual: "Actual", "实际值", "實際值";
    step_target: "Target", "目标值", "目標值";
    step_points: "Points", "得分", "得分";
    step_limit: "Limit", "限值", "限值";
    step_redistribution: "Redistribution", "权重重新分配", "權重重新分配";
    step_rounding: "Rounding", "舍入", "捨入";
    step_sum: "Sum", "汇总", "彙總";
    step_ratio: "Actual ÷ target", "实际值 ÷ 目标值", "實際值 ÷ 目標值";
    step_difference: "Actual − target", "实际值 − 目标值", "實際值 − 目標值";
    step_earlier: "Earlier period", "以前的考核期", "以前的考核期";
    step_peers: "Peers", "同类科室", "同類科室";
    step_best: "Best", "最优值", "最佳值";
    step_threshold: "Threshold", "门槛值", "門檻值";
    step_benchmark: "Benchmark", "标杆值", "標竿值";
    step_baseline: "Baseline", "基线值", "基線值";
    step_substitute: "Substitute", "替代值", "替代值";
    step_achievement: "Achievement", "达标分", "達標分";
    step_improvement: "Improvement", "改进分", "改進分";
    step_extra: "Extra points", "加分", "加分";
    step_veto: "Veto", "一票否决", "一票否決";
    to_figures: "See these figures", "查看这些数据", "檢視這些數據";
    from_children: "from {0}", "由 {0} 汇总", "由 {0} 彙總";
    rule_sum: "sum of {0} months", "{0} 个月合计", "{0} 個月合計";
    rule_mean: "mean of {0} months", "{0} 个月平均", "{0} 個月平均";
    rule_last: "last of {0} months", "{0} 个月中的最后一个月", "{0} 個月中的最後一個月";
    rule_minimum: "lowest of {0} months", "{0} 个月中的最低值", "{0} 個月中的最低值";
    rule_maximum: "highest of {0} months", "{0} 个月中的最高值", "{0} 個月中的最高值";
    rule_weighted: "mean of {0} months, weighted by {1}", "{0} 个月按 {1} 加权平均", "{0} 個月依 {1} 加權平均";
    averaged: "deductions of {0} periods, averaged", "{0} 个考核期的扣分取平均", "{0} 個考核期的扣分取平均";
    best_among: "the best among the peers and this unit", "同类科室与本科室中的最优值", "同類科室與本科室中的最佳值";
    target_fixed: "fixed value", "固定值", "固定值";
    target_fixed_unit: "fixed value for this unit", "本科室的固定值", "本科室的固定值";
    fiscal_year: "fiscal year {0}", "{0} 财政年度", "{0} 會計年度";
    with_detail: "{0} ({1})", "{0}（{1}）", "{0}（{1}）";
    target_fixed_sum: "fixed values of {0} months, added", "{0} 个月的固定值合计", "{0} 個月的固定值合計";
    target_fixed_mean: "fixed values of {0} months, their mean", "{0} 个月的固定值平均", "{0} 個月的固定值平均";
    target_budget: "budget", "预算值", "預算值";
    target_last_year_mean: "last year's monthly mean ({0}, {1} months)", "上年月均值（{0}，{1} 个月）", "上年月平均值（{0}，{1} 個月）";
    target_same_period: "same period last year ({0})", "上年同期（{0}）", "上年同期（{0}）";
    target_previous_period: "previous period ({0})", "上期（{0}）", "上期（{0}）";
    target_trailing_mean: "mean of the {0} periods before ({1}, {2} months with figures)", "前 {0} 期均值（{1}，{2} 个月有数据）", "前 {0} 期平均值（{1}，{2} 個月有數據）";
    target_expression: "by a formula", "由公式得出", "由公式得出";
    target_measure: "the actual of {0}, {1}", "{1} 的“{0}”实际值", "{1} 的「{0}」實際值";
    target_range: "the nearest value of the best range, {0} to {1}", "最佳区间 {0} 至 {1} 内最接近的值", "最佳區間 {0} 至 {1} 內最接近的值";
    peer_mean: "mean", "均值", "平均值";
    peer_median: "median", "中位数", "中位數";
    peer_best: "best", "最优值", "最佳值";
    peer_quantile: "quantile {0}", " {0} 分位数", " {0} 分位數";
    peers_with_self: "{0} of the peers and this unit", "同类科室（含本科室）的{0}", "同類科室（含本科室）的{0}";
    peers_without_self: "{0} of the peers without this unit", "同类科室（不含本科室）的{0}", "同類科室（不含本科室）的{0}";
    peers_none: "{0} of this unit alone, because no peer has a value", "没有同类科室有值，仅为本科室的{0}", "沒有同類科室有值，僅為本科室的{0}";
    peers_and_more: "{0} …, {1} in all", "{0} 等 {1} 个科室", "{0} 等 {1} 個科室";
    target_adjusted: "with {0} % added", "上浮 {0} %", "調升 {0} %";
    target_adjusted_offset: "with {0} % and {1} added", "上浮 {0} %，再加 {1}", "調升 {0} %，再加 {1}";
    target_offset: "with {1} added", "加 {1}", "加 {1}";
    method_ratio: "Completion: full points × actual ÷ target", "目标完成率：满分 × 实际值 ÷ 目标值", "目標達成率：滿分 × 實際值 ÷ 目標值";
    method_mirror: "Completion, lower is better (mirror): full points × (2 − actual ÷ target)", "目标完成率，负向（线性）：满分 ×（2 − 实际值 ÷ 目标值）", "目標達成率，負向（線性）：滿分 ×（2 − 實際值 ÷ 目標值）";
    method_reciprocal: "Completion, lower is better (reciprocal): full points × target ÷ actual", "目标完成率，负向（倒数）：满分 × 目标值 ÷ 实际值", "目標達成率，負向（倒數）：滿分 × 目標值 ÷ 實際值";
    method_all: "The target is not above zero: full points, because the target is reached", "目标值不大于零：已达到，得满分", "目標值不大於零：已達到，得滿分";
    method_nothing: "The target is not above zero: only the floor, because the target is missed", "目标值不大于零：未达到，只得最低分", "目標值不大於零：未達到，只得最低分";
    method_step_bad: "Step: points are deducted for each step beyond the target", "每超出目标一个单位扣分", "每超出目標一個單位扣分";
    method_step_good: "Step: points are added for each step on the good side of the target", "每优于目标一个单位加分", "每優於目標一個單位加分";
    method_step_free: "Step: nothing is added or deducted on this side of the target", "在目标的这一侧不加分也不扣分", "在目標的這一側不加分也不扣分";
    method_step_held: "on the good side of the target; nothing is deducted", "在目标的有利一侧，不扣分", "在目標的有利一側，不扣分";
    method_deduction: "Deduction: full points − points deducted", "扣分制：满分 − 扣分", "扣分制：滿分 − 扣分";
    band_between: "{0} lies between {1} and {2}", "{0} 在 {1} 与 {2} 之间", "{0} 在 {1} 與 {2} 之間";
    band_at_least: "{0} is at least {1}", "{0} 不低于 {1}", "{0} 不低於 {1}";
    band_at_most: "{0} is at most {1}", "{0} 不高于 {1}", "{0} 不高於 {1}";
    method_bands_better: "Bands: a value on a cut belongs to the better band", "区间计分：恰在分界上的值归入较优的区间", "區間計分：恰在分界上的值歸入較佳的區間";
    method_bands_worse: "Bands: a value on a cut belongs to the worse band", "区间计分：恰在分界上的值归入较差的区间", "區間計分：恰在分界上的值歸入較差的區間";
    method_on_line: "Interpolation: the line from {1} % at {0} to {3} % at {2}, times the full points", "线性插值：{0} 处 {1} % 至 {2} 处 {3} % 的直线，乘以满分", "線性內插：{0} 處 {1} % 至 {2} 處 {3} % 的直線，乘以滿分";
    method_at_knot: "Interpolation: the percent set for {0}, times the full points", "线性插值：{0} 处设定的百分比，乘以满分", "線性內插：{0} 處設定的百分比，乘以滿分";
    method_beyond_knots: "Interpolation: {0} is beyond the ends of the curve; the percent set there, times the full points", "线性插值：{0} 在曲线两端之外；该处设定的百分比，乘以满分", "線性內插：{0} 在曲線兩端之外；該處設定的百分比，乘以滿分";
    method_passed: "Pass / fail: full points, because the target is reached", "达标制：已达到目标，得满分", "達標制：已達到目標，得滿分";
    method_failed: "Pass / fail: no points, because the target is missed", "达标制：未达到目标，不得分", "達標制：未達到目標，不得分";
    method_failed_part: "Pass / fail: {0} % of the full points, because the target is missed", "达标制：未达到目标，得满分的 {0} %", "達標制：未達到目標，得滿分的 {0} %";
    method_peer_best: "Peer best: full points × actual ÷ best", "比较法：满分 × 实际值 ÷ 最优值", "比較法：滿分 × 實際值 ÷ 最佳值";
    method_peer_best_lower: "Peer best, lower is better: full points × best ÷ actual", "比较法，负向：满分 × 最优值 ÷ 实际值", "比較法，負向：滿分 × 最佳值 ÷ 實際值";
    method_peer_all: "The best is not above zero: full points, because this unit is the best", "最优值不大于零：本科室最优，得满分", "最佳值不大於零：本科室最佳，得滿分";
    method_peer_nothing: "The best is not above zero: only the floor, because this unit is not the best", "最优值不大于零：本科室并非最优，只得最低分", "最佳值不大於零：本科室並非最佳，只得最低分";
    rank_of: "rank {0} of {1}", "{1} 个科室中第 {0} 名", "{1} 個科室中第 {0} 名";
    method_rank: "Peer rank: the first gets the full points, the last {0} % of them", "排名计分：第一名得满分，最后一名得满分的 {0} %", "排名計分：第一名得滿分，最後一名得滿分的 {0} %";
    method_rank_band: "Peer rank: up to rank {0}, {1} % of the full points", "排名计分：前 {0} 名得满分的 {1} %", "排名計分：前 {0} 名得滿分的 {1} %";
    method_rank_beyond: "Peer rank: beyond the last rank that gets points", "排名计分：名次在得分范围之外", "排名計分：名次在得分範圍之外";
    achievement_levels: "threshold {0}, benchmark {1}", "门槛值 {0}，标杆值 {1}", "門檻值 {0}，標竿值 {1}";
    improvement_levels: "baseline {0}, benchmark {1}", "基线值 {0}，标杆值 {1}", "基線值 {0}，標竿值 {1}";
    levels_rounded: "{0}; rounded half up, at least {1} and at most {2}", "{0}；四舍五入，最低 {1}，最高 {2}", "{0}；四捨五入，最低 {1}，最高 {2}";
    levels_limited: "{0}; at least {1} and at most {2}", "{0}；最低 {1}，最高 {2}", "{0}；最低 {1}，最高 {2}";
    improvement_none: "without a baseline only achievement counts", "没有基线值，只计达标分", "沒有基線值，只計達標分";
    method_larger: "Achievement and improvement: full points × the larger of the two ÷ scale", "达标与改进取高：满分 × 两者中较高者 ÷ 分制", "達標與改進取高：滿分 × 兩者中較高者 ÷ 分制";
    method_achievement: "Achievement and improvement: full points × achievement ÷ scale", "达标与改进取高：满分 × 达标分 ÷ 分制", "達標與改進取高：滿分 × 達標分 ÷ 分制";
    method_formula: "Formula: {0}", "公式法：{0}", "公式法：{0}";
    method_entered: "Entered: the figure is the points", "直接评分：录入的数据即得分", "直接評分：輸入的數據即得分";
    method_marks: "Entered: full points × marks ÷ the most marks", "直接评分：满分 × 评分 ÷ 评分上限", "直接評分：滿分 × 評分 ÷ 評分上限";
    method_substitute: "The measure is missing; this stands in for it: {0}", "指标缺失，以此替代：{0}", "指標缺漏，以此替代：{0}";
    method_zero: "A missing measure counts as no points", "缺失的指标按零分计", "缺漏的指標以零分計";
    method_zero_lowest: "A missing measure counts as no points, but not below the lowest of its method", "缺失的指标按零分计，但不低于其计分方法的最低分", "缺漏的指標以零分計，但不低於其計分方法的最低分";
    counting_whole: "only whole steps count", "不足一个单位不计", "不足一個單位不計";
    counting_started: "every step begun counts", "不足一个单位按一个单位计", "不足一個單位以一個單位計";
    limit_cap: "capped at {0} times the full points", "封顶：满分的 {0} 倍", "上限：滿分的 {0} 倍";
    limit_floor: "not below {0} times the full points", "最低为满分的 {0} 倍", "最低為滿分的 {0} 倍";
    limit_highest: "at most {0} points", "最高 {0} 分", "最高 {0} 分";
    limit_lowest: "at least {0} points", "最低 {0} 分", "最低 {0} 分";
    limit_no_reciprocal: "an actual that is not above zero has no reciprocal: the cap of {0} times the full points", "实际值不大于零，无法取倒数：按封顶计，即满分的 {0} 倍", "實際值不大於零，無法取倒數：以上限計，即滿分的 {0} 倍";
    headline_scaled: "{0}; × {1} = {2} (full points {4} instead of {3}, with a share of those that measures without points leave)", "{0}；× {1} = {2}（分担无得分指标的分值，满分由 {3} 变为 {4}）", "{0}；× {1} = {2}（分擔無得分指標的配分，滿分由 {3} 變為 {4}）";
    redistributed: "stands in for siblings without figures", "分担无数据的同级指标的分值", "分擔無數據的同級指標的配分";
    rounding_away: "to {0} decimals, half away from zero", "保留 {0} 位小数，四舍五入", "保留 {0} 位小數，四捨五入";
    rounding_even: "to {0} decimals, half to even", "保留 {0} 位小数，四舍六入五成双", "保留 {0} 位小數，四捨六入五成雙";
    rounding_none: "kept to 15 decimals", "保留 15 位小数", "保留 15 位小數";
    no_points_yet: "There are no points, because something is missing.", "缺少内容，因此没有得分。", "缺少內容，因此沒有得分。";
    not_applicable_measure: "The measure does not apply to this unit; its points go to the others.", "本科室不适用此指标；其分值分给其他指标。", "本科室不適用此指標；其配分分給其他指標。";
    substituted_measure: "A figure or a target is missing, so a substitute stands in for the measure.", "缺少数据或目标值，此指标由替代值计分。", "缺少數據或目標值，此指標由替代值計分。";
    left_out_measure: "The measure is left out for this unit; it has no part in the total.", "本科室不考核此指标，不计入总分。", "本科室不考核此指標，不計入總分。";
    substituted_perspective: "{0}; a substitute stands in for it", "{0}；由替代值计分", "{0}；由替代值計分";
    extra_all: "all extra points", "全部加分", "全部加分";
    extra_at_most: "all extra points, at most {0}", "全部加分，最高 {0} 分", "全部加分，最高 {0} 分";
    total_with_extra: "Total, {0} of it extra points", "总分，其中加分 {0}", "總分，其中加分 {0}";

    // Findings
    find_missing_figures: "{0} of {1} is missing for {2}. Enter it, or n/a if it does not exist.", "缺少 {1} 的 {0}（{2}）。请录入；若不存在，请录入“不适用”。", "缺少 {1} 的 {0}（{2}）。請輸入；若不存在，請輸入「不適用」。";
    find_unknown_item: "The formula names “{0}”, which is neither an item of this workbook nor a word of the formula. Correct the formula, or add the item.", "公式中的“{0}”既不是本工作簿的数据项，也不是公式可用的名称。请更正公式，或添加该数据项。", "公式中的「{0}」既不是本工作簿的數據項，也不是公式可用的名稱。請更正公式，或新增該數據項。";
    find_ambiguous_item: "Two items are called “{0}”. Give each a code of its own, and use it in the formula.", "有两个数据项都叫“{0}”。请为它们设定不同的代码，并在公式中使用代码。", "有兩個數據項都叫「{0}」。請為它們設定不同的代碼，並在公式中使用代碼。";
    find_no_ancestor: "The measure reads a higher unit that this unit does not have. Put the unit below one, or let the measure read the unit itself.", "此指标取上级科室的数据，但本科室没有上级。请为本科室设定上级，或改为取本科室的数据。", "此指標取上級科室的數據，但本科室沒有上級。請為本科室設定上級，或改為取本科室的數據。";
    find_no_target: "The measure has no target. Set one, or enter what it is taken from.", "此指标没有目标值。请设定目标值，或录入其来源数据。", "此指標沒有目標值。請設定目標值，或輸入其來源數據。";
    find_no_fixed_target: "No target is set for this unit and period. Set one.", "未为本科室和该考核期设定目标值。请设定。", "未為本科室和該考核期設定目標值。請設定。";
    find_no_source_months: "No month of {0} has all the figures that the target needs. Enter them, or choose another source for the target.", "{0} 没有任何月份具备目标值所需的全部数据。请补录，或更换目标值的来源。", "{0} 沒有任何月份具備目標值所需的全部數據。請補登，或更換目標值的來源。";
    find_target_not_positive: "What the actual is held against is zero or below, so the measure is all or nothing. Set a target above zero, or choose another method.", "所对照的值不大于零，因此只有满分或最低分。请设定大于零的目标值，或更换计分方法。", "所對照的值不大於零，因此只有滿分或最低分。請設定大於零的目標值，或更換計分方法。";
    find_actual_not_positive: "The actual is zero or below and has no reciprocal, so the cap counts; without a cap there are no points. Check the figure, or choose another method.", "实际值不大于零，无法取倒数，因此按封顶计；没有封顶则没有得分。请核对数据，或更换计分方法。", "實際值不大於零，無法取倒數，因此以上限計；沒有上限則沒有得分。請核對數據，或更換計分方法。";
    find_division_by_zero: "A formula divides by zero. Check the figures that it divides by.", "公式中除数为零。请核对作为除数的数据。", "公式中除數為零。請核對作為除數的數據。";
    find_not_computable: "A formula asks for a power, a number of decimals or limits that do not exist. Check the figures that it uses there, or correct it.", "公式中的乘方、小数位数或上下限无法计算。请核对所用数据，或更正公式。", "公式中的乘方、小數位數或上下限無法計算。請核對所用數據，或更正公式。";
    find_formula_missing: "The formula of the points has no value, because something it refers to has none. Enter what is missing, or say what counts instead with coalesce.", "得分公式所引用的内容没有值，因此无法计算。请补录缺失的内容，或用 coalesce 指定替代的值。", "得分公式所引用的內容沒有值，因此無法計算。請補登缺漏的內容，或用 coalesce 指定替代的值。";
    find_cycle: "The formula of the points leads back to this measure. Take one of the references out.", "得分公式绕回到此指标本身。请去掉其中一个引用。", "得分公式繞回到此指標本身。請去掉其中一個引用。";
    find_ratio_needs_target: "The method divides by the target, which is zero or below. Set a target above zero, or let the method use the actual itself.", "计分方法以目标值为除数，但目标值不大于零。请设定大于零的目标值，或改为直接按实际值计分。", "計分方法以目標值為除數，但目標值不大於零。請設定大於零的目標值，或改為直接依實際值計分。";
    find_too_few_peers: "Peers with a value: {0}; needed: {1}. Enter their figures, check the kinds of the units, or ask for fewer peers.", "有值的同类科室：{0} 个；需要：{1} 个。请录入其数据、核对科室类别，或减少所需的科室数。", "有值的同類科室：{0} 個；需要：{1} 個。請輸入其數據、核對科室類別，或減少所需的科室數。";
    find_too_few_scored: "Parts with a score: {0}; needed: {1}. So what they are part of has none. Enter the missing figures, or ask for fewer parts.", "有得分的部分：{0} 个；需要：{1} 个，因此上一级没有得分。请补录缺失的数据，或减少所需的个数。", "有得分的部分：{0} 個；需要：{1} 個，因此上一級沒有得分。請補登缺漏的數據，或減少所需的個數。";
    find_no_figures: "What is scored here needs no figure, and no figure was entered: that makes no total. Enter the figures.", "已计分的指标都无需数据，而且没有录入任何数据，因此没有总分。请录入数据。", "已計分的指標都無需數據，而且沒有輸入任何數據，因此沒有總分。請輸入數據。";
    find_veto_not_decided: "It cannot be told whether the veto “{0}” holds, so it takes no effect. Enter the figures of its measure, or correct its condition.", "无法判断一票否决“{0}”是否成立，因此不生效。请录入相关指标的数据，或更正其条件。", "無法判斷一票否決「{0}」是否成立，因此不生效。請輸入相關指標的數據，或更正其條件。";
    find_too_large: "The result is too large to be kept. Check the figures and the formula.", "结果过大，无法保存。请核对数据和公式。", "結果過大，無法儲存。請核對數據和公式。";
    find_missing_adjustment: "Without figures it counts as 0. Enter them.", "没有数据，按 0 计。请录入。", "沒有數據，以 0 計。請輸入。";
    find_differs_from_children: "{0} of {1} in {2} differs from what its units come to; its own figure counts. Correct the one that is wrong.", "{1} 在 {2} 的 {0} 与下级科室汇总不一致；以其自身数据为准。请更正有误的一方。", "{1} 在 {2} 的 {0} 與下級科室彙總不一致；以其自身數據為準。請更正有誤的一方。";
    find_weights_sum: "The full points come to {0}; a scorecard usually has 100. Change the weights if that is not meant.", "满分合计为 {0}；计分卡通常为 100 分。若非有意，请调整权重。", "滿分合計為 {0}；計分卡通常為 100 分。若非有意，請調整權重。";
    find_several_revisions: "The scorecard changed within this period; the later version counts. Choose shorter periods to see each version.", "计分卡在该考核期内有变更；以后一版本为准。请选择较短的考核期分别查看。", "計分卡在該考核期內有變更；以後一版本為準。請選擇較短的考核期分別檢視。";

    // What is doubtful in the definition, the figures and the scores
    place_grades: "grades", "等级", "等級";
    place_from: "from {0}", "{0}起", "{0}起";
    doubt_zero_weight: "It has the weight 0, so it never counts. Give it a weight, or take it out.", "权重为 0，因此从不计分。请为其设定权重，或将其删除。", "權重為 0，因此從不計分。請為其設定權重，或將其刪除。";
    doubt_light: "It has {0} % of the full points; below {1} % a perspective hardly moves the total. Give it more weight, or join it with another one.", "只占满分的 {0} %；低于 {1} % 的维度几乎不影响总分。请提高其权重，或与其他维度合并。", "只佔滿分的 {0} %；低於 {1} % 的維度幾乎不影響總分。請提高其權重，或與其他維度合併。";
    doubt_heavy: "It has {0} % of the full points; above {1} % one perspective outweighs all others together. Move some of its weight to the others, if that is not meant.", "占满分的 {0} %；超过 {1} % 的维度比其余维度之和还重。若非有意，请把部分权重移到其他维度。", "佔滿分的 {0} %；超過 {1} % 的維度比其餘維度的總和還重。若非有意，請把部分權重移到其他維度。";
    doubt_grade: "No total gets the grade “{0}”, because a grade before it begins as low. Put the grades in order, best first.", "没有总分能得到等级“{0}”，因为它前面已有起点不更高的等级。请把等级由高到低排列。", "沒有總分能得到等級「{0}」，因為它前面已有起點不更高的等級。請把等級由高到低排列。";
    doubt_no_grade_below: "A total below {0} % has no grade. Leave the last grade without a lower end.", "低于 {0} % 的总分没有等级。请让最后一个等级不设下限。", "低於 {0} % 的總分沒有等級。請讓最後一個等級不設下限。";
    doubt_never_at_risk: "It is never at risk, because “on target” begins no better than “at risk”. Put the two cuts in order.", "永远不会出现“预警”，因为“达标”的分界不优于“预警”的分界。请调整两个分界的顺序。", "永遠不會出現「預警」，因為「達標」的分界不優於「預警」的分界。請調整兩個分界的順序。";
    doubt_ranks: "Ranks beyond {0} earn nothing, and {1} units of one kind use this card. Add a band for the last ranks, if that is not meant.", "第 {0} 名之后不得分，而使用此计分卡的同类科室有 {1} 个。若非有意，请为其后的名次增设一段。", "第 {0} 名之後不得分，而使用此計分卡的同類科室有 {1} 個。若非有意，請為其後的名次增設一段。";
    doubt_against: "At {0} the better side earns less. Correct the points there, or turn the direction of the measure.", "在 {0} 处，更好的一侧得分反而更低。请更正该处的得分，或改变指标的方向。", "在 {0} 處，更好的一側得分反而更低。請更正該處的得分，或改變指標的方向。";
    doubt_code: "Another one before it has the code “{0}” too, so formulas cannot tell them apart. Give it a code of its own.", "前面已有同样使用代码“{0}”的一项，公式无法区分两者。请为其设定自己的代码。", "前面已有同樣使用代碼「{0}」的一項，公式無法區分兩者。請為其設定自己的代碼。";
    doubt_unused: "No scorecard reads this item. Use it in a measure, or take it out, so that nobody collects it for nothing.", "没有计分卡使用此数据项。请在指标中使用它，或将其删除，以免白白收集。", "沒有計分卡使用此數據項。請在指標中使用它，或將其刪除，以免白白收集。";
    doubt_range: "{0} is outside the plausible range of {1} to {2}. Check the figure, or widen the range of the item.", "{0} 超出 {1} 至 {2} 的合理范围。请核对该数据，或放宽数据项的范围。", "{0} 超出 {1} 至 {2} 的合理範圍。請核對該數據，或放寬數據項的範圍。";
    doubt_slipped: "{0} is about ten times, or a tenth of, the figures next to it: {1}. Check whether the decimal point has slipped.", "{0} 约为相邻数据（{1}）的十倍或十分之一。请核对小数点是否错位。", "{0} 約為相鄰數據（{1}）的十倍或十分之一。請核對小數點是否錯位。";
    doubt_fraction: "{0} stands where percentage points are entered. If a fraction was meant, enter {1}.", "此处录入的是百分点，而数据为 {0}。若本意是小数形式，请录入 {1}。", "此處輸入的是百分點，而數據為 {0}。若本意是小數形式，請輸入 {1}。";
    doubt_deductions: "The figure is {0}, but its deductions come to {1}. The figure counts; open its deductions to make them agree.", "数据为 {0}，而扣分明细合计为 {1}。以数据为准；请打开扣分明细使两者一致。", "數據為 {0}，而扣分明細合計為 {1}。以數據為準；請開啟扣分明細使兩者一致。";
    doubt_missing_months: "There is no figure for {0}, but there are some before and after. Enter it, or n/a if it does not exist.", "{0}没有数据，而前后都有。请录入；若不存在，请录入“不适用”。", "{0}沒有數據，而前後都有。請輸入；若不存在，請輸入「不適用」。";
    doubt_always_full: "Every unit has always had full points, {0} times in all, so the measure tells nobody apart. Raise the target, or give its weight to another measure.", "所有科室每次都得满分（共 {0} 次），此指标无法区分优劣。请提高目标值，或把权重分给其他指标。", "所有科室每次都得滿分（共 {0} 次），此指標無法區分優劣。請提高目標值，或把權重分給其他指標。";
}
