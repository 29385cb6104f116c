//! The texts of the page on which a scorecard is designed.

use crate::domain::name::Language;

/// The texts of the page in `language`.
#[must_use]
pub fn design_words(language: Language) -> &'static DesignWords {
    match language {
        Language::English => &DesignWords::ENGLISH,
        Language::SimplifiedChinese => &DesignWords::SIMPLIFIED,
        Language::TraditionalChinese => &DesignWords::TRADITIONAL,
    }
}

words! {
    DesignWords;
    // Page
    tab_measures: "Measures", "指标", "指標";
    tab_settings: "Rules of the card", "计分卡规则", "計分卡規則";
    tab_units: "Units", "科室", "科室";
    tab_items: "Items", "数据项", "數據項";
    tab_revisions: "Revisions", "版本", "版本";
    tab_findings: "Findings", "提示", "提示";
    doubts_about: "What should be looked at in the scorecards, the figures and the scores. Nothing here keeps you from going on; the name leads to its place.", "计分卡、数据和得分中值得检查之处。这些提示不妨碍继续工作；点击名称即可前往所在位置。", "計分卡、數據和得分中值得檢查之處。這些提示不妨礙繼續工作；點選名稱即可前往所在位置。";
    no_doubts: "Nothing is doubtful.", "没有值得怀疑之处。", "沒有值得懷疑之處。";
    parts: "Parts of the design", "设计的各部分", "設計的各部分";
    revision: "Holds from", "生效起始月", "生效起始月";
    revision_from: "from {0}", "自{0}起", "自{0}起";
    seen_for: "Seen for", "查看科室", "檢視科室";
    add_card: "Add a scorecard", "添加计分卡", "新增計分卡";
    save_template: "Save as a template file", "另存为模板文件", "另存為範本檔案";
    card_from_template: "Add a scorecard from a template", "从模板添加计分卡", "從範本新增計分卡";
    remove_card: "Delete this scorecard", "删除此计分卡", "刪除此計分卡";
    no_card: "This workbook has no scorecard yet. Add one: it begins with the four usual perspectives.", "此工作簿还没有计分卡。请添加一张：它自带四个常用维度。", "此工作簿還沒有計分卡。請新增一張：它內含四個常用維度。";
    first_step: "Type the name of a measure below a perspective and press Enter. It gets an item of its own, whose figures you enter every month; everything else can be changed beside the table.", "在某个维度下输入指标名称并按 Enter。系统会为它建立一个数据项，每月录入其数据；其余内容可在表格旁修改。", "在某個維度下輸入指標名稱並按 Enter。系統會為它建立一個數據項，每月輸入其數據；其餘內容可在表格旁修改。";
    new_card_name: "New scorecard", "新计分卡", "新計分卡";
    empty_heading: "Start from nothing", "从空白开始", "從空白開始";
    empty_about: "A card with the four usual perspectives and no measures. You write the measures yourself.", "一张只有四个常用维度、没有指标的计分卡。指标由您自己填写。", "一張只有四個常用維度、沒有指標的計分卡。指標由您自己填寫。";
    start_empty: "Start an empty workbook", "新建空白工作簿", "建立空白工作簿";

    // Table
    weight: "Weight", "权重", "權重";
    full_points: "Full points", "满分", "滿分";
    share: "Share", "占比", "佔比";
    share_of: "{0} % of the card", "占全卡 {0} %", "佔全卡 {0} %";
    target: "Target", "目标值", "目標值";
    method: "Method", "计分方法", "計分方法";
    name: "Name", "名称", "名稱";
    name_of: "Name of {0}", "{0} 的名称", "{0} 的名稱";
    weight_of: "Weight of {0}", "{0} 的权重", "{0} 的權重";
    target_of: "Target of {0}", "{0} 的目标值", "{0} 的目標值";
    method_of: "Method of {0}", "{0} 的计分方法", "{0} 的計分方法";
    choose_of: "Choose {0}", "选中 {0}", "選取 {0}";
    lock_of: "Keep the weight of {0}", "锁定 {0} 的权重", "鎖定 {0} 的權重";
    edit_of: "Edit {0}", "编辑 {0}", "編輯 {0}";
    edit: "Edit", "编辑", "編輯";
    perspective: "Perspective", "维度", "維度";
    objective: "Objective", "战略目标", "戰略目標";
    new_measure: "New measure in {0}", "在“{0}”中新增指标", "在「{0}」中新增指標";
    new_perspective: "New perspective", "新增维度", "新增維度";
    new_objective: "New objective in {0}", "在“{0}”中新增战略目标", "在「{0}」中新增戰略目標";
    table_help: "Enter goes down, Alt+↑ and Alt+↓ move a row, Ctrl+Z takes back. What is chosen is moved, copied or deleted together.", "Enter 向下，Alt+↑ 和 Alt+↓ 移动一行，Ctrl+Z 撤销。选中的各行一起移动、复制或删除。", "Enter 向下，Alt+↑ 和 Alt+↓ 移動一列，Ctrl+Z 復原。選取的各列一起移動、複製或刪除。";
    chosen_count: "{0} chosen", "已选 {0} 项", "已選 {0} 項";
    duplicate: "Duplicate", "复制", "複製";
    move_up: "Move up", "上移", "上移";
    move_down: "Move down", "下移", "下移";
    delete: "Delete", "删除", "刪除";
    move_to: "Move to", "移动到", "移動到";
    move_to_none: "choose", "请选择", "請選擇";
    copy_name: "{0} (copy)", "{0}（副本）", "{0}（副本）";
    no_target: "no target", "无目标值", "無目標值";
    not_needed: "none needed", "不需要", "不需要";

    // Units
    units_help: "Alt+↑ and Alt+↓ move a unit, Alt+→ puts it below the one before, Alt+← beside the one above. Delete and the lists count for all that are chosen.", "Alt+↑ 和 Alt+↓ 移动科室，Alt+→ 归入前一科室之下，Alt+← 与上级并列。删除和各列表适用于全部选中的科室。", "Alt+↑ 和 Alt+↓ 移動科室，Alt+→ 歸入前一科室之下，Alt+← 與上級並列。刪除和各清單適用於全部選取的科室。";
    units_called: "Only units called", "仅显示科室名称含", "僅顯示科室名稱含";
    units_filter: "Only names or kinds with", "仅显示名称或类别含", "僅顯示名稱或類別含";
    units_month: "As of the month, such as 2026-03", "截至月份，如 2026-03", "截至該月，如 2026-03";
    units_month_about: "With a month, another kind or scorecard counts from that month on, and headcount and coefficient are shown; what is entered is written as figures from that month to the end of its year.", "填写月份后，类别和计分卡自该月起变更，并显示在岗人数和科室系数；录入值写为该月至年末各月的数据。", "填寫月份後，類別和計分卡自該月起變更，並顯示在職人數和科室係數；輸入值寫為該月至年末各月的數據。";
    choose_shown: "Choose all shown", "选中全部显示的科室", "選取全部顯示的科室";
    choose_none: "Choose none", "取消选中", "取消選取";
    move_in: "Put below the one before", "归入前一科室之下", "歸入前一科室之下";
    move_out: "Put beside the one above", "与上级并列", "與上級並列";
    put_below: "Put below", "归入", "歸入";
    set_kind: "Set the kind", "设定类别", "設定類別";
    card_use: "Uses the card", "使用计分卡", "使用計分卡";
    card_leave: "Does not use", "不使用计分卡", "不使用計分卡";
    page_of: "{0} to {1} of {2}", "第 {0} 至 {1} 项，共 {2} 项", "第 {0} 至 {1} 項，共 {2} 項";
    page_before: "Previous page", "前一页", "上一頁";
    page_after: "Next page", "后一页", "下一頁";
    no_unit_matches: "No unit has such a name.", "没有符合的科室。", "沒有符合的科室。";

    // Weights
    weights: "Weights", "权重", "權重";
    weights_are_points: "In points: the weight of a measure is its full points.", "分值制：指标的权重就是它的满分。", "配分制：指標的權重就是它的滿分。";
    weights_are_shares: "In shares: a weight counts among its siblings; together they share {0} points.", "权重制：权重只与同级相比，共同分配 {0} 分。", "權重制：權重只與同級相比，共同分配 {0} 分。";
    sum_right: "They come to 100.", "合计为 100。", "合計為 100。";
    sum_more: "They come to {0}, {1} too much.", "合计为 {0}，超出 {1}。", "合計為 {0}，超出 {1}。";
    sum_less: "They come to {0}, {1} too little.", "合计为 {0}，还差 {1}。", "合計為 {0}，還差 {1}。";
    weights_among: "Weights of", "调整范围", "調整範圍";
    all_measures: "all measures", "全部指标", "全部指標";
    perspectives: "the perspectives", "各维度", "各維度";
    among_chosen: "Spread and scale count for the {0} chosen measures, which keep what they come to.", "平均分配和按比例调整仅用于选中的 {0} 项指标，其合计不变。", "平均分配和按比例調整僅用於選取的 {0} 項指標，其合計不變。";
    spread_evenly: "Spread evenly", "平均分配", "平均分配";
    scale_to: "Scale to 100", "按比例调整到 100", "按比例調整到 100";
    to_shares: "Turn points into shares", "改为权重制", "改為權重制";
    to_points: "Turn shares into points", "改为分值制", "改為配分制";
    rounded_first: "This does not come out even. The weights would be rounded so that they still come to {0}:", "无法除尽。权重将按以下方式舍入，合计仍为 {0}：", "無法除盡。權重將依以下方式捨入，合計仍為 {0}：";
    adopt: "Use these", "采用", "採用";
    cannot_adjust: "That is not possible: no weight is free, or the kept ones already come to more than 100.", "无法调整：没有可变的权重，或锁定的权重之和已超过 100。", "無法調整：沒有可變的權重，或鎖定的權重總和已超過 100。";
    cannot_convert: "That is not possible while the weights come to nothing.", "权重合计为零时无法转换。", "權重合計為零時無法轉換。";

    // Pasted targets
    paste_targets: "Paste targets from a spreadsheet", "从表格粘贴目标值", "從表格貼上目標值";
    paste_about: "A row for each unit: its name and its target. Where months differ, the first row names them, such as 1 to 12 or 2026-03.", "每个科室一行：名称和目标值。各月不同时，第一行写明月份，如 1 至 12 或 2026-03。", "每個科室一列：名稱和目標值。各月不同時，第一列寫明月份，如 1 至 12 或 2026-03。";
    paste_take: "Take these targets", "采用这些目标值", "採用這些目標值";

    // Revisions
    revisions_about: "A revision holds from its first month until the next one begins. Months before it keep the scores of the revision before.", "一个版本自其起始月起生效，直到下一个版本开始。此前各月仍按之前的版本计分。", "一個版本自其起始月起生效，直到下一個版本開始。此前各月仍依先前的版本計分。";
    change_from: "Change from the month, such as 2026-04", "自某月起变更，如 2026-04", "自某月起變更，如 2026-04";
    first_revision: "The first revision.", "第一个版本。", "第一個版本。";
    no_difference: "Nothing differs from the revision before yet.", "与之前的版本尚无不同。", "與之前的版本尚無不同。";
    discard: "Discard", "放弃", "放棄";
    discard_of: "Discard the revision {0}", "放弃{0}的版本", "放棄{0}的版本";
    differ_rules: "The rules of the card differ.", "计分卡规则不同。", "計分卡規則不同。";
    differ_order: "Perspectives, objectives or the order of measures differ.", "维度、战略目标或指标顺序不同。", "維度、戰略目標或指標順序不同。";
    differ_added: "New: {0}", "新增：{0}", "新增：{0}";
    differ_removed: "Gone: {0}", "取消：{0}", "取消：{0}";
    differ_changed: "{0}: {1}", "{0}：{1}", "{0}：{1}";
    differ_other: "definition", "定义", "定義";

    // Refusals
    refused_number: "“{0}” is not a number. What counted before still counts.", "“{0}”不是数字。仍按之前的取值计算。", "「{0}」不是數字。仍依先前的值計算。";
    refused_digits: "“{0}” has too many digits. What counted before still counts.", "“{0}”位数过多。仍按之前的取值计算。", "「{0}」位數過多。仍依先前的值計算。";
    refused_whole: "“{0}” is not a whole number here. What counted before still counts.", "此处“{0}”应为整数。仍按之前的取值计算。", "此處「{0}」應為整數。仍依先前的值計算。";
    refused_weight: "A weight is a number from 0 to 1,000,000. What counted before still counts.", "权重应为 0 至 1,000,000 的数字。仍按之前的取值计算。", "權重應為 0 至 1,000,000 的數字。仍依先前的值計算。";
    refused_empty: "This must not be empty. What stood here before still counts.", "此处不能为空。仍按之前的内容计算。", "此處不能為空。仍依先前的內容計算。";
    refused_unit: "No unit is called “{0}”. Nothing was changed.", "没有名为“{0}”的科室。未作任何更改。", "沒有名為「{0}」的科室。未做任何更改。";
    refused_cell: "“{0}” is not a number. Nothing was changed.", "“{0}”不是数字。未作任何更改。", "「{0}」不是數字。未做任何更改。";
    refused_month: "A month is written as 2026-03.", "月份的写法如 2026-03。", "月份的寫法如 2026-03。";
    refused_revision: "A revision begins in that month already.", "该月已有一个版本开始生效。", "該月已有一個版本開始生效。";
    refused_order: "The lower of two values is above the higher one, or cuts do not rise. What counted before still counts.", "两个值中较低的高于较高的，或分界未按升序。仍按之前的取值计算。", "兩個值中較低的高於較高的，或分界未依遞增排列。仍依先前的值計算。";
    refused_code: "Another one has this code or identity already. What counted before still counts.", "此代码或标识已被使用。仍按之前的内容计算。", "此代碼或識別碼已被使用。仍依先前的內容計算。";
    refused_reference: "Something else still refers to it: “{0}” names “{1}”. Change that first.", "还有内容引用它：“{0}”引用了“{1}”。请先修改。", "還有內容引用它：「{0}」引用了「{1}」。請先修改。";
    refused_cycle: "“{0}” would lead back to itself. What counted before still counts.", "“{0}”会绕回到自身。仍按之前的内容计算。", "「{0}」會繞回到自身。仍依先前的內容計算。";
    refused_last: "A scorecard needs at least one revision.", "计分卡至少要有一个版本。", "計分卡至少要有一個版本。";
    refused_other_scores: "A veto rule sees its own measure alone: actual, target, points and percent, without brackets, and items.", "否决规则只能使用本指标的 actual、target、points、percent（不带括号）和数据项。", "否決規則只能使用本指標的 actual、target、points、percent（不帶括號）和數據項。";
    refused_range: "This value is out of range here. What counted before still counts.", "此值超出允许范围。仍按之前的取值计算。", "此值超出允許範圍。仍依先前的值計算。";
    at_character: "Character {0}: {1}", "第 {0} 个字符：{1}", "第 {0} 個字元：{1}";
    formula_empty: "nothing is written here", "此处没有内容", "此處沒有內容";
    formula_long: "it is too long", "公式过长", "公式過長";
    formula_character: "this character belongs to no number, name or sign", "该字符不属于数字、名称或符号", "該字元不屬於數字、名稱或符號";
    formula_quote: "this quote is not closed", "引号没有闭合", "引號沒有閉合";
    formula_value: "a number, a name or ( belongs here", "此处应为数字、名称或 (", "此處應為數字、名稱或 (";
    formula_operator: "a sign or the end belongs here", "此处应为运算符或结尾", "此處應為運算子或結尾";
    formula_bracket: "this bracket has no partner", "括号不配对", "括號不配對";
    formula_function: "this word before ( is no function", "( 前的词不是函数", "( 前的詞不是函數";
    formula_arguments: "too few or too many values in the brackets", "括号内的值过多或过少", "括號內的值過多或過少";
    formula_name: "one code or one name in quotes belongs here", "此处应为一个代码或一个带引号的名称", "此處應為一個代碼或一個帶引號的名稱";
    formula_number: "a number belongs here, not a condition", "此处应为数值，而不是条件", "此處應為數值，而不是條件";
    formula_condition: "a condition belongs here, not a number", "此处应为条件，而不是数值", "此處應為條件，而不是數值";
    no_item_yet: "No item is called {0} yet.", "还没有名为 {0} 的数据项。", "還沒有名為 {0} 的數據項。";
    make_item: "Make the item {0}", "新建数据项 {0}", "建立數據項 {0}";
    use_item: "Use {0}", "使用 {0}", "使用 {0}";
    value_now: "{0}, {1}: {2}", "{0}，{1}：{2}", "{0}，{1}：{2}";
    value_missing: "{0}, {1}: no value yet", "{0}，{1}：尚无数值", "{0}，{1}：尚無數值";

    // Curve
    curve: "From actual to points", "从实际值到得分", "從實際值到得分";
    curve_description: "Points of {0} for actuals from {1} to {2}: lowest {3}, highest {4}.", "{0}：实际值从 {1} 到 {2} 的得分，最低 {3}，最高 {4}。", "{0}：實際值從 {1} 到 {2} 的得分，最低 {3}，最高 {4}。";
    curve_none: "There is no curve yet: no unit uses the card, or the target or something else is missing.", "尚无曲线：没有科室使用此计分卡，或缺少目标值等内容。", "尚無曲線：沒有科室使用此計分卡，或缺少目標值等內容。";
    curve_key: "Dashed: full points {0}. Vertical line: target {1}. Dot: last actual {2}.", "虚线：满分 {0}。竖线：目标值 {1}。圆点：最近实际值 {2}。", "虛線：滿分 {0}。垂直線：目標值 {1}。圓點：最近實際值 {2}。";
    curve_table: "Show as a table", "以表格显示", "以表格顯示";
    actual: "Actual", "实际值", "實際值";
    points: "Points", "得分", "得分";
    try_number: "Try a number", "试算", "試算";
    tried: "{0} gives {1} of {2} points.", "{0} 得 {1} 分，满分 {2} 分。", "{0} 得 {1} 分，滿分 {2} 分。";
    tried_none: "{0} gives no points yet: something is missing.", "{0} 暂无得分：缺少必要内容。", "{0} 暫無得分：缺少必要內容。";
    total_now: "Total of {0}, {1}: {2}", "{0} {1} 的总分：{2}", "{0} {1} 的總分：{2}";
}
